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

export const listingBugs: Bugs = {
  'lists what is linked, in the order of the backend': [
    { bug: 'reverses the list', plant: changingTheList((identities) => [...identities].reverse()) },
    { bug: 'leaves out the last', plant: changingTheList((identities) => identities.slice(0, -1)) },
  ],
  'gives each identity an id of its own, made of provider and user id': [
    {
      bug: 'takes the user id for the id',
      plant: changingTheList((identities) => identities.map((one) => ({ ...one, id: one.userId }))),
    },
    {
      bug: 'lists an identity twice',
      plant: changingTheList((identities) => [...identities, ...identities]),
    },
  ],
  'puts the primary first, and has one exactly if it says that it tells': [
    {
      bug: 'says that it cannot tell the primary, and has one',
      plant: ({ capabilities }) => ({ capabilities: { ...capabilities, primary: false } }),
    },
    {
      bug: 'calls each identity primary',
      plant: changingTheList((identities) => identities.map((one) => ({ ...one, primary: true }))),
    },
    { bug: 'puts the primary last', plant: changingTheList((identities) => [...identities].reverse()) },
    {
      bug: 'does not say whose list it is',
      plant: ({ listIdentities }) => ({
        listIdentities: async () => ({ ...(await listIdentities()), userId: '' }),
      }),
    },
  ],
  'lets through the fields of the model alone': [
    {
      bug: 'lets the token of the provider through',
      plant: changingTheList((identities) =>
        identities.map((one) => Object.assign({ access_token: 'gho_1' }, one)),
      ),
    },
    {
      bug: 'lets through whatever a profile has',
      plant: changingTheList((identities) =>
        identities.map((one) => ({ ...one, profile: Object.assign({ phone: '1' }, one.profile) })),
      ),
    },
    {
      bug: 'leaves out isSocial',
      plant: changingTheList((identities) =>
        identities.map(({ isSocial, ...rest }) => rest as unknown as Identity),
      ),
    },
  ],
  'shows pictures from https only, or from this machine': [
    {
      bug: 'takes any picture',
      plant: changingTheList((identities) =>
        identities.map((one) => ({ ...one, profile: { picture: 'http://pictures.example/ada.png' } })),
      ),
    },
  ],
  'reports a list that fails as an error, never as an empty list': [
    {
      bug: 'takes a failure for an empty list',
      plant: ({ listIdentities }) => ({
        listIdentities: () => listIdentities().catch(() => ({ userId: 'auth0|1', identities: [] })),
      }),
    },
    {
      bug: 'throws an error of its own kind',
      plant: ({ listIdentities }) => ({
        listIdentities: () => listIdentities().catch(() => Promise.reject(new Error('HTTP 500'))),
      }),
    },
  ],
  'has the same key all along, without a token': [
    { bug: 'takes the token for the key', plant: () => ({ key: ['mine', 'canary-access-token'] }) },
    { bug: 'has an empty key', plant: () => ({ key: [] }) },
    {
      bug: 'grows its key',
      plant: ({ listIdentities }) => {
        const key = ['mine']
        return {
          key,
          async listIdentities() {
            const list = await listIdentities()
            key.push(list.userId)
            return list
          },
        }
      },
    },
  ],
}
