// The component kit; the console's screens import from here.
export * from './avatar';
export * from './badge';
export * from './button';
export * from './copy';
export * from './dialog';
export * from './field';
export * from './icons';
export * from './marks';
export * from './menu';
export * from './page';
export * from './picker';
export * from './remote';
export * from './states';
export * from './time';
export { LEFT, toast, Toasts } from './toast';
