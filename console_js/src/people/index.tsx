// The people who answer, and their teams.
import './people.css';

export { PeopleScreen } from './people';
export { TeamsScreen } from './teams';
