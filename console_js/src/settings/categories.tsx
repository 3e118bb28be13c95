// Settings, categories.
import { CATEGORIES } from './names';
import { NamesSection } from './names_section';

export const Categories = () => <NamesSection kind={CATEGORIES} />;
