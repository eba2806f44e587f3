import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { apiReports, reportFile } from './api-report'

// Rewrites the API report of each entry from the built declarations.
for (const [name, report] of apiReports()) {
  mkdirSync(dirname(reportFile(name)), { recursive: true })
  writeFileSync(reportFile(name), report)
}
