import { expect, waitFor } from 'storybook/test'

/** Notices, failures and dialogs fade in: they are there before they are visible. */
export const appears = (element: HTMLElement | undefined) => waitFor(() => expect(element).toBeVisible())
