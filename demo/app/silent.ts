import { userManager } from './session'

void userManager.signinSilentCallback()
