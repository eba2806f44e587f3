import bootstrap from 'bootstrap/dist/css/bootstrap.css?raw'
import { HostPage } from '../host-page'
import preset from './bootstrap.css?raw'
import type { HostAppProps } from './host-app'

const css = `${bootstrap}\n${preset}`

export default function BootstrapApp({ scheme, children }: HostAppProps) {
  return (
    <HostPage host={{ css, html: { 'data-bs-theme': scheme } }}>
      <div className="vstack gap-3" style={{ maxInlineSize: '42rem' }}>
        <div className="card">
          <div className="card-body">
            <h2 className="card-title fs-5">Profile</h2>
            <div className="alert alert-success" role="status">
              Your email address is verified.
            </div>
            <label className="form-label" htmlFor="display-name">
              Display name
            </label>
            <input className="form-control mb-3" id="display-name" defaultValue="Ada Lovelace" />
            <div className="d-flex gap-2">
              <button type="button" className="btn btn-primary">
                Save
              </button>
              <button type="button" className="btn btn-danger">
                Delete profile
              </button>
            </div>
          </div>
        </div>
        {children}
      </div>
    </HostPage>
  )
}
