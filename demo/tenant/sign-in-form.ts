import { type Html, html } from './pages'

export interface SignInForm {
  text: string
  alert?: string | undefined
  /** The initial value of the email field. */
  email?: string | undefined
  /** The providers that the user can choose instead of a password. */
  connections: readonly { name: string; label: string }[]
  /** The URL for each user action: `password`, `connection/<name>` or `cancel`. */
  action: (step: string) => string
}

/** The content of a sign-in page, for `sendPage`. */
export const signInForm = ({
  text,
  alert,
  email,
  connections,
  action,
}: SignInForm): Html => html`<p>${text}</p>
${alert !== undefined && html`<p role="alert">${alert}</p>`}
<form method="post" action="${action('password')}">
<label for="email">Email</label>
<input id="email" name="email" type="email" required autocomplete="username" value="${email}">
<label for="password">Password</label>
<input id="password" name="password" type="password" required autocomplete="current-password">
<button class="main">Continue</button>
</form>
${connections.length > 0 && html`<hr>`}
${connections.map(
  ({ name, label }) =>
    html`<form method="post" action="${action(`connection/${name}`)}"><button>Continue with ${label}</button></form>`,
)}
<form method="post" action="${action('cancel')}"><button class="plain">Cancel</button></form>`
