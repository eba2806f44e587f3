import type { InteractionResults, Provider } from 'oidc-provider'
import type { Accounts } from './accounts'
import type { Visit, Visits } from './hosted-page'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** Plain sign-in: the interactions of oidc-provider, completed by the hosted page. */
export function signInVisits(provider: Provider, accounts: Accounts): Visits {
  /**
   * Removes another user from the browser's session. Otherwise, the library would first sign that user out with a page that
   * submits itself. But a second sign-in only proves that the user owns a second account, so the tokens of the first account
   * must stay valid.
   */
  const removeOtherUser = async (userId: string, { session: signedIn }: Interaction) => {
    const session = signedIn && (await provider.Session.findByUid(signedIn.uid))
    if (!session || session.accountId === userId) return
    session.accountId = undefined
    session.authorizations = undefined
    await session.persist()
  }

  const visitOf = (interaction: Interaction): Visit => {
    // The library's interactionResult needs a cookie that is not sent to the callback of the providers.
    const submit = async (result: InteractionResults) => {
      interaction.result = result
      await interaction.persist()
      return interaction.returnTo
    }
    const { connection, login_hint } = interaction.params
    return {
      title: 'Sign in',
      text: 'to continue to your profile page',
      connection: typeof connection === 'string' ? connection : undefined,
      emailHint: typeof login_hint === 'string' ? login_hint : undefined,
      async complete(identity) {
        const { userId, blocked } = await accounts.signIn(identity)
        if (blocked) return submit({ error: 'unauthorized', error_description: 'user is blocked' })
        await removeOtherUser(userId, interaction)
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
