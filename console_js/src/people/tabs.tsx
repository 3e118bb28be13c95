// The two halves of the staff screens, as links.
export const StaffTabs = ({ here }: { here: 'people' | 'teams' }) => (
  <nav class="page-tabs" aria-label="People and teams">
    <a href="/people" aria-current={here === 'people' ? 'page' : undefined}>People</a>
    <a href="/teams" aria-current={here === 'teams' ? 'page' : undefined}>Teams</a>
  </nav>
);
