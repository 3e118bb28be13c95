// What to call a visitor who may not have said a name.
import type { VisitorDetails } from '../../../shared_js/wire';

export const visitorName = ({ name, email, id }: Pick<VisitorDetails, 'name' | 'email' | 'id'>): string =>
  name.trim() || email || `Visitor ${id.slice(-4)}`;
