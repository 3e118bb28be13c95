// The screens before one is signed in: sign-in and invitation.
import './signin.css';

export { InviteScreen } from './invite';
export { SignInScreen } from './signin';
