// Starts the console: router, session, socket, and the shell that draws everything.
import { render } from 'preact';
import '../../shared_js/tokens.css';
import './ui/ui.css';
import './shell/shell.css';
import './profile/theme';
import { startRouter } from './router';
import { Shell } from './shell';
import { startLive } from './store/live';

startRouter();
startLive();
render(<Shell />, document.getElementById('app')!);
