import type { InteractionResults, Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import type { Visit, Visits } from './hosted-page'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** Plain sign-in: oidc-provider's interactions, answered by the hosted page. */
export function signInVisits(provider: Provider, accounts: Accounts): Visits {
  /**
   * Takes whoever else is signed in out of the browser's session. Left to itself, the library would log them out
   * first, by a page that posts itself. But to sign in with a second account is how a person shows that it is theirs,
   * and no sign-out: what was issued to the first one goes on to work.
   */
  const makeRoomFor = async (userId: string, { session: signedIn }: Interaction) => {
    const session = signedIn && (await provider.Session.findByUid(signedIn.uid))
    if (!session || session.accountId === userId) return
    session.accountId = undefined
    session.authorizations = undefined
    await session.persist()
  }

  const visitOf = (interaction: Interaction): Visit => {
    // Not through the library's interactionResult: its cookie does not reach the callback of the providers.
    const submit = async (result: InteractionResults) => {
      interaction.result = result
      await interaction.persist()
      return interaction.returnTo
    }
    const { connection, login_hint } = interaction.params
    return {
      title: 'Sign in',
      text: 'to go on to your profile page',
      connection: typeof connection === 'string' ? connection : undefined,
      emailHint: typeof login_hint === 'string' ? login_hint : undefined,
      async complete(identity) {
        const { userId, blocked } = await accounts.signIn(identity)
        if (blocked) return submit({ error: 'unauthorized', error_description: 'user is blocked' })
        await makeRoomFor(userId, interaction)
        return submit({ login: { accountId: userId } })
      },
      fail: (error, error_description) => submit({ error, error_description }),
    }
  }

  return {
    async open({ req, res }, id) {
      const interaction = await provider.interactionDetails(req, res).catch(() => undefined)
      return interaction?.uid === id ? visitOf(interaction) : undefined
    },
    async resume(id) {
      const interaction = await provider.Interaction.find(id)
      return interaction && visitOf(interaction)
    },
  }
}
