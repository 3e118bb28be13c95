/** The words on the host page, apart from the rest, so that the loader carries no more than it shows. */
export const launcher = {
  en: { title: 'Chat', open: 'Open chat', close: 'Close chat', unread: (n: number) => `${n} unread` },
  de: { title: 'Chat', open: 'Chat öffnen', close: 'Chat schließen', unread: (n: number) => `${n} ungelesen` },
  ar: { title: 'الدردشة', open: 'فتح الدردشة', close: 'إغلاق الدردشة', unread: (n: number) => `${n} غير مقروءة` },
};
