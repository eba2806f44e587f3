/** What the routes need from your sessions, your database and your OAuth library. */
export interface Backend {
  /** The origins of your pages, such as `https://app.example.com`. */
  origins: readonly string[]
  /** The user of the session cookie. */
  userOf(request: Request): Promise<User | undefined>
  /** Stores the link under a new random `state`, and returns the provider's URL with that state. */
  startLink(link: Link): Promise<string>
  /** Removes the link from the store and returns it, so that each state works only once. */
  takeLink(state: string): Promise<Link | undefined>
  /** Exchanges the code and adds the account. Returns the error if this fails: the provider's, or `taken`. */
  finishLink(link: Link, query: URLSearchParams): Promise<string | undefined>
  removeAccount(user: User, id: string): Promise<void>
}

interface User {
  id: string
  accounts: readonly { id: string; provider: string; email: string; managed: boolean }[]
}

export interface Link {
  provider: string
  userId: string
  returnTo: string
}
