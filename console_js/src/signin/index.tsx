// The screens before one is signed in: sign-in and invitation.
export { InviteScreen } from './invite';
export { SignInScreen } from './signin';
