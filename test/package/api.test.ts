import { expect, it } from 'vitest'
import { apiReports, committedReport, committedReports } from '../../scripts/api-report'

const reports = apiReports()

it.each([...reports])(
  'the declarations of %s are those of its API report; `npm run api` writes it',
  (name, report) => {
    expect(report).toBe(committedReport(name))
  },
)

it('there is a report for each entry, and no other', () => {
  expect(committedReports().toSorted()).toEqual([...reports.keys()].toSorted())
})

it('a report has the props of a component, and the types that they use', () => {
  expect(reports.get('index')).toContain('declare const LinkedAccounts:')
  expect(reports.get('index')).toContain('interface CardProps')
  expect(reports.get('index')).toContain('density?:')
  expect(reports.get('use-classic-client')).toContain('interface ClassicClientOptions')
})
