import { type Html, html } from './pages'

export interface SignInForm {
  text: string
  alert?: string | undefined
  /** what stands in the e-mail field already */
  email?: string | undefined
  /** the providers that can be chosen instead of a password */
  connections: readonly { name: string; label: string }[]
  /** where to send what a person does: `password`, `connection/<name>` or `cancel` */
  action: (step: string) => string
}

/** The ways to sign in, for a page of `sendPage`. */
export const signInForm = ({
  text,
  alert,
  email,
  connections,
  action,
}: SignInForm): Html => html`<p>${text}</p>
${alert !== undefined && html`<p role="alert">${alert}</p>`}
<form method="post" action="${action('password')}">
<label for="email">E-mail</label>
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
