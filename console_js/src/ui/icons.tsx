// Every icon of the console: 16x16 strokes in the current colour, hidden from screen readers
// because the control that holds one always has a name.
import type { ComponentChildren } from 'preact';

export interface IconProps { size?: number; class?: string }
export type Icon = (props: IconProps) => preact.JSX.Element;

const draw = (content: ComponentChildren): Icon => ({ size = 16, class: extra }) => (
  <svg class={extra ? `icon ${extra}` : 'icon'} width={size} height={size} viewBox="0 0 16 16" fill="none" stroke="currentColor"
    stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{content}</svg>
);
const line = (d: string): Icon => draw(<path d={d} />);

export const InboxIcon = line('M2 9.5h3.2l1 2h3.6l1-2H14M3.6 3.5h8.8L14 9.5v3a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-3z');
export const ChatIcon = line('M3.5 2.5h9a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5H8L4.5 14v-2.5h-1A1.5 1.5 0 0 1 2 10V4a1.5 1.5 0 0 1 1.5-1.5z');
export const PeopleIcon = line('M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.5 13.5c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M10.5 2.8a2.5 2.5 0 0 1 0 4.4M12 9.8c1.6.6 2.5 1.9 2.5 3.7');
export const PersonIcon = line('M8 7.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5zM3 14c0-2.8 2.2-4.25 5-4.25S13 11.2 13 14');
export const TeamIcon = line('M8 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4.5 13.5c0-2.3 1.5-4 3.5-4s3.5 1.7 3.5 4M3 5.5a1.5 1.5 0 1 0 0 3M13 5.5a1.5 1.5 0 1 1 0 3M1 12.5c0-1.2.5-2 1.5-2.4M15 12.5c0-1.2-.5-2-1.5-2.4');
export const SettingsIcon = line('M2 4.5h5M11 4.5h3M2 11.5h3M9 11.5h5M9 6.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7 13.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4z');
export const TicketIcon = line('M2 5a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v1.5a1.5 1.5 0 0 0 0 3V11a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V9.5a1.5 1.5 0 0 0 0-3zM9.5 6.5v3');
export const SearchIcon = line('M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.5 10.5 14 14');
export const PlusIcon = line('M8 3v10M3 8h10');
export const CheckIcon = line('M3 8.5 6.5 12 13 4.5');
export const DoubleCheckIcon = line('M1.5 8.5 4.5 11.5 10 5M7.5 11l.5.5L14 5');
export const CloseIcon = line('M4 4l8 8M12 4l-8 8');
export const BackIcon = line('M10 3 5 8l5 5');
export const ForwardIcon = line('M6 3l5 5-5 5');
export const UpIcon = line('M4 10l4-4 4 4');
export const DownIcon = line('M4 6l4 4 4-4');
export const MoreIcon = draw(<g fill="currentColor" stroke="none"><circle cx="3" cy="8" r="1.3" /><circle cx="8" cy="8" r="1.3" /><circle cx="13" cy="8" r="1.3" /></g>);
export const SendIcon = line('M14 2 7.5 8.5M14 2 9.8 14l-2.3-5.5L2 6.2z');
export const LockIcon = line('M4.5 7V5a3.5 3.5 0 0 1 7 0v2M3.5 7h9a.5.5 0 0 1 .5.5V13a.5.5 0 0 1-.5.5h-9A.5.5 0 0 1 3 13V7.5a.5.5 0 0 1 .5-.5z');
export const KeyIcon = line('M5.5 13.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM7.7 8.3 13.5 2.5M11 5l2 2');
export const ReplyIcon = line('M6.5 3 2.5 7l4 4M2.5 7H9a4.5 4.5 0 0 1 4.5 4.5V13');
export const TransferIcon = line('M2.5 5.5h10L9.5 2.5M13.5 10.5h-10l3 3');
export const EndIcon = draw(<><circle cx="8" cy="8" r="6" /><path d="M5.5 8h5" /></>);
export const ClockIcon = draw(<><circle cx="8" cy="8" r="6" /><path d="M8 4.5V8l2.2 1.5" /></>);
export const WarnIcon = line('M8 2 14.5 13.5h-13zM8 6.5v3M8 11.5v.1');
export const InfoIcon = draw(<><circle cx="8" cy="8" r="6" /><path d="M8 7.5V11M8 5v.1" /></>);
export const SoundIcon = line('M2.5 6v4H5l3.5 3V3L5 6zM11 6a3 3 0 0 1 0 4M12.8 4a6 6 0 0 1 0 8');
export const MuteIcon = line('M2.5 6v4H5l3.5 3V3L5 6zM11 6l3.5 4M14.5 6 11 10');
export const BellIcon = line('M4 7a4 4 0 0 1 8 0c0 3.5 1.5 4 1.5 4.5h-11C2.5 11 4 10.5 4 7zM6.5 13.5c.8.7 2.2.7 3 0');
export const GlobeIcon = draw(<><circle cx="8" cy="8" r="6" /><path d="M2 8h12M8 2c2 1.8 2.6 3.8 2.6 6S10 12.2 8 14c-2-1.8-2.6-3.8-2.6-6S6 3.8 8 2z" /></>);
export const PageIcon = line('M4 2h5l3 3v9H4zM9 2v3h3');
export const MailIcon = line('M2.5 3.5h11a.5.5 0 0 1 .5.5v8a.5.5 0 0 1-.5.5h-11A.5.5 0 0 1 2 12V4a.5.5 0 0 1 .5-.5zM2.5 4.5 8 8.8l5.5-4.3');
export const FormIcon = line('M3 2.5h10v11H3zM5.5 5.5h5M5.5 8h5M5.5 10.5h2.5');
export const DeviceIcon = line('M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3');
export const LanguageIcon = line('M2 4h7M5.5 2.5V4M7.5 4c-.5 2.5-2.5 4.5-5 5.5M3.5 6.2c1 1.5 2.3 2.5 4 3.2M8 13.5l3-7 3 7M9 11.3h4');
export const LinkIcon = line('M6.5 9.5l3-3M7.5 4.5l1.3-1.3a2.8 2.8 0 0 1 4 4L11.5 8.5M8.5 11.5l-1.3 1.3a2.8 2.8 0 0 1-4-4L4.5 7.5');
export const CopyIcon = line('M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3');
export const EditIcon = line('M10.5 2.8l2.7 2.7L6 12.7 2.8 13.2l.5-3.2z');
export const TrashIcon = line('M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4');
export const RetryIcon = line('M13 8a5 5 0 1 1-1.6-3.7L13 5.8M13 2.5v3.3H9.7');
export const EyeIcon = draw(<><path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z" /><circle cx="8" cy="8" r="2" /></>);
export const SunIcon = draw(<><circle cx="8" cy="8" r="3" /><path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" /></>);
export const MoonIcon = line('M13.5 9.5A6 6 0 0 1 6.5 2.5a6 6 0 1 0 7 7z');
export const SignOutIcon = line('M9.5 2.5h-6v11h6M6.5 8h8M12 5.5 14.5 8 12 10.5');
export const LeftIcon = SignOutIcon;
export const TagIcon = line('M2.5 2.5h5l6 6-5 5-6-6zM5.5 5.5v.1');
export const SparkIcon = line('M8 2v3.5M8 10.5V14M2 8h3.5M10.5 8H14');
export const KeyboardIcon = line('M1.5 4h13v8h-13zM4 6.5h.1M6.7 6.5h.1M9.3 6.5h.1M12 6.5h.1M5 9.5h6');
export const OfflineIcon = line('M2 2l12 12M4.5 11.5a4.9 4.9 0 0 1 6-.7M2.5 8.5a8 8 0 0 1 3-1.7M9 6.5a8 8 0 0 1 4.5 2M8 13.5v.1');
export const FilterIcon = line('M2 4h12M4.5 8h7M6.5 12h3');
export const NoteIcon = LockIcon;
export const ImageIcon = line('M2.5 3h11v10h-11zM2.5 11l3.2-3.2 2.6 2.6 2-2 3.2 3.1M10.2 5.8v.1');
export const PaperclipIcon = line('M13 7.3 8 12.3a3.2 3.2 0 0 1-4.5-4.5l5.2-5.2a2.1 2.1 0 0 1 3 3L6.6 10.7a1 1 0 0 1-1.5-1.4l4.6-4.7');
export const BoldIcon = line('M5 3h3.6a2.4 2.4 0 0 1 0 4.8H5zM5 7.8h4.2a2.6 2.6 0 0 1 0 5.2H5z');
export const ItalicIcon = line('M7 3h5M4 13h5M9.5 3l-3 10');
export const ListIcon = line('M6.5 4H14M6.5 8H14M6.5 12H14M3 4v.1M3 8v.1M3 12v.1');
export const CodeIcon = line('M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5');
export const QuoteIcon = line('M3 3v10M6.5 5H14M6.5 8H14M6.5 11h5');
export const TextIcon = line('M3 4V3h10v1M8 3v10M6 13h4');
export const MergeIcon = line('M4 2.5v3c0 3 4 3 4 6v2M12 2.5v3c0 3-4 3-4 6M5.8 11.8 8 14l2.2-2.2');
export const SplitIcon = line('M8 13.5v-3c0-3-4-3-4-6v-2M8 10.5c0-3 4-3 4-6v-2M1.8 4.7 4 2.5l2.2 2.2M9.8 4.7 12 2.5l2.2 2.2');
export const UndoIcon = line('M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6');
export const AtIcon = draw(<><circle cx="8" cy="8" r="2.6" /><path d="M10.6 5.6v3.2a1.6 1.6 0 0 0 3.2 0V8A5.8 5.8 0 1 0 11 12.9" /></>);
export const BoltIcon = line('M9 1.8 3.5 9.2h4L6.8 14.2l5.7-7.4h-4z');
export const FolderIcon = line('M2 4.5a1 1 0 0 1 1-1h3.2l1.6 2H13a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z');
export const ContactIcon = line('M3.5 2.5h8.5a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H3.5zM1.8 5.5h2.4M1.8 8h2.4M1.8 10.5h2.4M8.5 8a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2zM5.9 11.3c.2-1.3 1.2-2 2.6-2s2.4.7 2.6 2');
export const PhoneIcon = line('M3 2.5h2.6l1.2 3-1.6 1.2a8 8 0 0 0 4.1 4.1l1.2-1.6 3 1.2V13a.8.8 0 0 1-.9.8A11.4 11.4 0 0 1 2.2 3.4.8.8 0 0 1 3 2.5z');
export const CompanyIcon = line('M3 13.5v-11h6.5v11M9.5 6H13v7.5M1.5 13.5h13M5.3 5h2M5.3 7.5h2M5.3 10h2');
export const SortIcon = line('M4.5 2.5v11M2 11l2.5 2.5L7 11M9 4h5M9 8h3.5M9 12h2');
export const BarsIcon = line('M2.5 3.5h9M2.5 8h5.5M2.5 12.5h11');
export const StarIcon = line('M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z');
export const ExpandIcon = line('M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9');
