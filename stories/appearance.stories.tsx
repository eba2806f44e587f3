import type { Meta, StoryObj } from '@storybook/react-vite'
import type { CSSProperties } from 'react'
import { LinkedAccounts } from 'react-linked-accounts'
import { expect } from 'storybook/test'

const meta = {
  title: 'States/Appearance',
  component: LinkedAccounts,
} satisfies Meta<typeof LinkedAccounts>
export default meta

type Story = StoryObj<typeof meta>

/** `color-scheme: dark` on the page, or on any element above the section. */
export const Dark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await canvas.findByText('@ada-lovelace')
  },
}

/** `dir="rtl"` on the page, with words in its language. */
export const RightToLeft: Story = {
  name: 'Right to left',
  globals: { direction: 'rtl' },
  parameters: {
    linking: {
      messages: {
        locale: 'ar',
        heading: 'الحسابات المرتبطة',
        description: 'يمكنك تسجيل الدخول بأي من هذه الحسابات.',
        primary: 'أساسي',
        locked: 'لا يمكن إلغاء ربطه',
        lockedWhy: 'لماذا لا يمكن إلغاء ربط {provider}، {account}',
        primaryHint: 'حسابك مبني على هذا، لذلك لا يمكن إلغاء ربطه.',
        unlink: 'إلغاء الربط',
        unlinkNamed: 'إلغاء الربط: {provider}، {account}',
        addHeading: 'أضف طريقة أخرى لتسجيل الدخول',
        link: 'ربط {provider}',
        linkAnother: 'ربط حساب {provider} آخر',
        linkMore: 'ربط حساب {providers} آخر',
      },
      providers: {
        auth0: { label: 'كلمة المرور' },
        'google-oauth2': { label: 'غوغل' },
        github: { label: 'غيت هب' },
      },
      connections: [
        { name: 'windowslive', label: 'مايكروسوفت' },
        { name: 'apple', label: 'آبل' },
      ],
    },
  },
  play: async ({ canvas }) => {
    const unlink = await canvas.findByRole('button', { name: /إلغاء الربط:.*غيت هب.*@ada-lovelace/ })
    const account = canvas.getByText('@ada-lovelace')
    await expect(unlink.getBoundingClientRect().right).toBeLessThan(account.getBoundingClientRect().left)
  },
}

/** A window of 320 px, as on a phone or at 400 % zoom. Nothing scrolls sideways; long names are shortened on buttons, and wrap in rows. */
export const Narrow: Story = {
  globals: { viewport: { value: 'narrow', isRotated: false } },
  parameters: { linking: { scenario: 'longNames' } },
  play: async ({ canvas }) => {
    await canvas.findByText('آدا لوفلايس')
    const { scrollWidth, clientWidth } = document.documentElement
    await expect(scrollWidth).toBe(clientWidth)
  },
}

/** A look of your own, by CSS variables and by your own rules. */
export const OwnLook: Story = {
  name: 'Own look',
  args: {
    style: {
      '--la-accent': 'light-dark(#7a1f5c, #f0a6d6)',
      '--la-surface': 'light-dark(#fff9fd, #2a1824)',
      '--la-radius': '0',
      '--la-control-radius': '2rem',
      '--la-font': 'Georgia, serif',
      borderInline: 'none',
    } as CSSProperties,
  },
  play: async ({ canvas, globals }) => {
    await canvas.findByText('@ada-lovelace')
    const unlink = canvas.getByRole('button', { name: 'Unlink GitHub account @ada-lovelace' })
    const backgroundColor = globals.theme === 'dark' ? 'rgb(42, 24, 36)' : 'rgb(255, 249, 253)'
    await expect(unlink).toHaveStyle({ borderRadius: '32px', backgroundColor })
  },
}
