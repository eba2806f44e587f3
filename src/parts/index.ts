export { type IdentityRow, useIdentityRows } from '../react/use-identity-rows'
export { Avatar, type AvatarProps } from './avatar'
export {
  type AnswerButtonProps,
  CancelButton,
  ConfirmButton,
  ConfirmDialog,
  type ConfirmDialogProps,
} from './confirm-dialog'
export { ContinueButton, type ContinueButtonProps } from './continue-button'
export { DismissButton, type DismissButtonProps } from './dismiss-button'
export { Heading, type HeadingProps } from './heading'
export {
  Identity,
  type IdentityProps,
  UndoButton,
  type UndoButtonProps,
} from './identity'
export { LinkButton, type LinkButtonProps } from './link-button'
export { Notice, type NoticeProps } from './notice'
export type { PartProps } from './render-part'
export { type Confirm, Root, type RootProps } from './root'
export { UnlinkButton, type UnlinkButtonProps } from './unlink-button'
