import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// Allows for a busy machine, and for a list that is requested again after a second.
configure({ asyncUtilTimeout: 5_000 })

afterEach(cleanup)
