import { describe, expect, it } from 'vitest'
import { leaveFor } from '../../src/core/leave'
import { createMemoryBrowser } from '../../src/testing/memory-browser'

describe('a link leaves', () => {
  it.each([
    'https://tenant.example.com/authorize?state=s',
    'http://127.0.0.1:4400/authorize',
    'http://localhost/',
  ])('for %s', async (url) => {
    const browser = createMemoryBrowser('https://app.example/')
    void leaveFor({ url }, browser, undefined)
    expect(browser.departures).toEqual([url])
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'http://tenant.example.com/authorize',
    '/authorize',
    '',
  ])('not for %j', async (url) => {
    const browser = createMemoryBrowser('https://app.example/')
    await expect(leaveFor({ url }, browser, undefined)).rejects.toMatchObject({ code: 'invalid_response' })
    expect(browser.departures).toEqual([])
  })
})
