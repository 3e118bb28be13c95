/** A change is told by the field that was meant, not by what came along. */
import { expect, it } from 'vitest';
import { ticket } from '../store/fixtures';
import { changed } from './said_changes';

const ada = { id: 'ada', name: 'Ada', picture: null };
it.each([
  [{}, { priority: 'high' as const }, 'Priority: High.'],
  [{}, { assignee: ada, status: 'in_progress' as const }, 'Given to Ada.'],
  [{ assignee: ada, status: 'in_progress' as const }, { assignee: null, status: 'open' as const, team: { id: 't', name: 'Billing' } }, 'Given to Billing.'],
  [{ assignee: ada }, { assignee: null }, 'Back in the inbox.'],
  [{ labels: ['a'] }, { labels: ['a', 'b'] }, 'Label b added.'], [{ labels: ['a', 'b'] }, { labels: ['b'] }, 'Label a removed.'],
  [{}, { status: 'resolved' as const }, 'Status: Resolved.'], [{ category: 'Sales' }, { category: null }, 'No category any more.'],
  [{}, { subject: 'Other' }, 'Subject changed.'], [{}, {}, ''],
])('%o %o: %s', (before, after, words) => expect(changed(ticket(before), ticket({ ...before, ...after }))).toBe(words));
