// Settings, labels.
import { LABELS } from './names';
import { NamesSection } from './names_section';

export const Labels = () => <NamesSection kind={LABELS} />;
