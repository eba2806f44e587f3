import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, expect } from 'vitest'

// Allows for a busy machine, and for a list that is requested again after a second.
configure({ asyncUtilTimeout: 5_000 })

afterEach(cleanup)

// The next file runs in the same document.
afterAll(() => expect([...document.body.children]).toEqual([]))
