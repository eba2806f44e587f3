import type { LinkRequest, LinkResult } from '../../core/client'
import type { ContractAccount, ContractSubject } from './subject'

/** Leaves for the provider and gives the address of the return, not yet taken up. */
export function goAndReturn(
  { client, linkable, visit }: ContractSubject,
  account: ContractAccount,
  request: LinkRequest = { connection: linkable },
): Promise<string> {
  // Whether startLink resolves early is for one clause alone to say; that it could not leave ends any of them.
  const failure = client.startLink(request).then(() => new Promise<never>(() => {}))
  return Promise.race([visit(account), failure])
}

/** A link from click to result. */
export async function link(
  subject: ContractSubject,
  account: ContractAccount,
  request?: LinkRequest,
): Promise<LinkResult | null> {
  return subject.client.finishLink(await goAndReturn(subject, account, request))
}
