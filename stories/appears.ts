import { expect, waitFor } from 'storybook/test'

/** Waits until a notice, failure or dialog has faded in: it is in the document before it is visible. */
export const appears = (element: HTMLElement | undefined) => waitFor(() => expect(element).toBeVisible())
