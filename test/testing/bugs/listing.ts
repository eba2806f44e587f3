import type { Identity, IdentityList } from 'react-linked-accounts/core'
import type { FakeClient } from 'react-linked-accounts/testing'
import type { Bugs } from './bug'

const changingTheList = (change: (identities: readonly Identity[]) => readonly Identity[]) => {
  return ({ listIdentities }: FakeClient) => ({
    async listIdentities(): Promise<IdentityList> {
      const list = await listIdentities()
      return { ...list, identities: change(list.identities) }
    },
  })
}

/** Returns every list as the user's: the user id comes from the options, not from the response. */
const believingEveryList = ({ listIdentities, userId }: FakeClient) => ({
  listIdentities: async () => ({ ...(await listIdentities()), userId }),
})

export const listingBugs: Bugs = {
  'list.order': [
    { bug: 'reverses the list', plant: changingTheList((identities) => [...identities].reverse()) },
    { bug: 'leaves out the last', plant: changingTheList((identities) => identities.slice(0, -1)) },
  ],
  'list.user': [
    {
      bug: 'does not say whose list it is',
      plant: ({ listIdentities }) => ({
        listIdentities: async () => ({ ...(await listIdentities()), userId: '' }),
      }),
    },
  ],
  'list.ids': [
    {
      bug: 'takes the provider for the id',
      plant: changingTheList((identities) => [
        ...identities,
        ...identities.map((one) => ({ ...one, id: one.provider })),
        ...identities.map((one) => ({ ...one, id: one.provider })),
      ]),
    },
    {
      bug: 'has no id for one of them',
      plant: changingTheList((identities) =>
        identities.map((one) => (one.primary ? { ...one, id: '' } : one)),
      ),
    },
  ],
  'list.primary': [
    {
      bug: 'calls each identity primary',
      plant: changingTheList((identities) => identities.map((one) => ({ ...one, primary: true }))),
    },
    { bug: 'has the primary last', plant: changingTheList((identities) => [...identities].reverse()) },
  ],
  'list.fields': [
    {
      bug: 'passes on the token of the provider',
      plant: changingTheList((identities) =>
        identities.map((one) => Object.assign({ access_token: 'gho_1' }, one)),
      ),
    },
    {
      bug: 'passes on whatever a profile has',
      plant: changingTheList((identities) =>
        identities.map((one) => ({ ...one, profile: Object.assign({ phone: '1' }, one.profile) })),
      ),
    },
    {
      bug: 'leaves out the connection',
      plant: changingTheList((identities) =>
        identities.map(({ connection, ...rest }) => rest as unknown as Identity),
      ),
    },
    {
      bug: 'has a date in words',
      plant: changingTheList((identities) => identities.map((one) => ({ ...one, linkedAt: '3 May 2024' }))),
    },
  ],
  'list.pictures': [
    {
      bug: 'takes any picture',
      plant: changingTheList((identities) =>
        identities.map((one) => ({ ...one, profile: { picture: 'http://pictures.example/ada.png' } })),
      ),
    },
  ],
  'list.failure': [
    {
      bug: 'takes a failure for an empty list',
      plant: ({ listIdentities, userId }) => ({
        listIdentities: () => listIdentities().catch(() => ({ userId, identities: [] })),
      }),
    },
    {
      bug: 'throws an error of another kind',
      plant: ({ listIdentities }) => ({
        listIdentities: () => listIdentities().catch(() => Promise.reject(new Error('HTTP 500'))),
      }),
    },
  ],
  'list.other-user': [{ bug: 'takes every list for the user’s own', plant: believingEveryList }],
  'list.empty': [
    {
      bug: 'takes an empty list for a failure',
      plantIn: ({ switchToEmpty }) => ({
        async switchToEmpty() {
          const user = await switchToEmpty?.()
          if (!user) throw new Error('There is no such user.')
          const listIdentities = () => Promise.resolve({ userId: '', identities: [] })
          return { ...user, client: { ...user.client, listIdentities } }
        },
      }),
    },
    {
      bug: 'believes an empty list without asking whose it is',
      plant: ({ listIdentities, userId }) => ({
        async listIdentities() {
          const list = await listIdentities()
          return list.identities.length === 0 ? { ...list, userId } : list
        },
      }),
    },
  ],
}
