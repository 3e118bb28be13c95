/** Every word the widget shows, in each language it speaks. Sentences that the server writes come as they are. */

/** Apart from the rest, so that the loader carries no more than it shows. */
export const launcher = {
  en: { title: 'Chat', open: 'Open chat', close: 'Close chat', unread: (n: number) => `${n} unread` },
  de: { title: 'Chat', open: 'Chat öffnen', close: 'Chat schließen', unread: (n: number) => `${n} ungelesen` },
  ar: { title: 'الدردشة', open: 'فتح الدردشة', close: 'إغلاق الدردشة', unread: (n: number) => `${n} غير مقروءة` },
};

export const en = {
  close: 'Close chat', menu: 'More', send: 'Send', cancel: 'Cancel', save: 'Save',
  online: 'We are here', away: 'We are away at the moment', soundOn: 'Turn sound on', soundOff: 'Turn sound off',
  end: 'End conversation', reallyEnd: 'End this conversation?', startNew: 'Start a new conversation',
  hello: 'Hello! How can we help?',
  awayHint: 'Leave a message and your email address, and we will write back.',
  name: 'Your name', email: 'Your email', optional: 'optional', required: 'Please fill this in.', badEmail: 'Please give an email address like name@example.com.',
  placeholder: 'Write a message', writeHere: 'Your message', log: 'Conversation', you: 'You', loading: 'Loading the conversation',
  sending: 'Sending', sent: 'Sent', read: 'Read', failed: 'Not sent', retry: 'Try again', remove: 'Delete', newMessages: 'New messages',
  types: (name: string) => `${name} is typing`,
  next: 'You are next in line', ahead: (n: number) => (n === 1 ? '1 person is ahead of you' : `${n} people are ahead of you`),
  waiting: 'Somebody will be with you shortly.',
   joined: (name: string) => `${name} joined`, transferred: (name: string) => `You are now talking to ${name}`,
  passedOn: (team: string) => `${team} takes over`, returned: 'You are back in line. The next free colleague takes over.', endedByYou: 'You ended the conversation', endedBy: (name: string) => `${name} ended the conversation`,
  ended: 'The conversation has ended', missed: 'Nobody was free to answer', converted: (number: number) => `Your request has the number #${number}`,
  contactLeft: (email: string) => `You left your address ${email}`,
  rateTitle: 'How was it?', stars: (n: number) => (n === 1 ? '1 star of 5' : `${n} stars of 5`), comment: 'Anything to add?', rateSend: 'Send rating', thanks: 'Thank you for your feedback.',
  contactTitle: 'May we write to you?', contactMissed: 'Nobody is free right now. Leave your email address, and we will answer there.',
  contactEnded: 'Leave your email address, and we will answer there.',
  contactWaiting: 'If you cannot wait, leave your email address, and we will answer there.', contactDone: (email: string) => `We will write to ${email}.`,
  lost: 'No connection. What you write is kept and sent as soon as it is back.', refused: 'The chat is not available here.', tryAgain: 'Try again',
};
export type Strings = typeof en;

export const de: Strings = {
  close: 'Chat schließen', menu: 'Mehr', send: 'Senden', cancel: 'Abbrechen', save: 'Speichern',
  online: 'Wir sind da', away: 'Wir sind gerade nicht da', soundOn: 'Ton einschalten', soundOff: 'Ton ausschalten',
  end: 'Gespräch beenden', reallyEnd: 'Dieses Gespräch beenden?', startNew: 'Neues Gespräch beginnen',
  hello: 'Hallo! Wie können wir helfen?',
  awayHint: 'Hinterlassen Sie eine Nachricht und Ihre E-Mail-Adresse, wir schreiben zurück.',
  name: 'Ihr Name', email: 'Ihre E-Mail-Adresse', optional: 'freiwillig', required: 'Bitte ausfüllen.', badEmail: 'Bitte eine E-Mail-Adresse wie name@beispiel.de angeben.',
  placeholder: 'Nachricht schreiben', writeHere: 'Ihre Nachricht', log: 'Gespräch', you: 'Sie', loading: 'Das Gespräch wird geladen',
  sending: 'Wird gesendet', sent: 'Gesendet', read: 'Gelesen', failed: 'Nicht gesendet', retry: 'Nochmals senden', remove: 'Löschen', newMessages: 'Neue Nachrichten',
  types: (name) => `${name} schreibt`,
  next: 'Sie sind als Nächstes dran', ahead: (n) => (n === 1 ? 'Eine Person ist vor Ihnen' : `${n} Personen sind vor Ihnen`),
  waiting: 'Gleich ist jemand für Sie da.',
   joined: (name) => `${name} ist jetzt da`, transferred: (name) => `Sie sprechen jetzt mit ${name}`,
  passedOn: (team) => `${team} übernimmt`, returned: 'Sie sind wieder in der Warteschlange. Der nächste freie Platz übernimmt.', endedByYou: 'Sie haben das Gespräch beendet', endedBy: (name) => `${name} hat das Gespräch beendet`,
  ended: 'Das Gespräch ist beendet', missed: 'Es war niemand frei', converted: (number) => `Ihr Anliegen hat die Nummer #${number}`,
  contactLeft: (email) => `Sie haben die Adresse ${email} hinterlassen`,
  rateTitle: 'Wie war es?', stars: (n) => (n === 1 ? '1 von 5 Sternen' : `${n} von 5 Sternen`), comment: 'Möchten Sie etwas ergänzen?', rateSend: 'Bewertung senden', thanks: 'Danke für Ihre Rückmeldung.',
  contactTitle: 'Dürfen wir Ihnen schreiben?', contactMissed: 'Gerade ist niemand frei. Hinterlassen Sie Ihre E-Mail-Adresse, wir antworten dort.',
  contactEnded: 'Hinterlassen Sie Ihre E-Mail-Adresse, wir antworten dort.',
  contactWaiting: 'Wenn Sie nicht warten können, hinterlassen Sie Ihre E-Mail-Adresse, wir antworten dort.', contactDone: (email) => `Wir schreiben an ${email}.`,
  lost: 'Keine Verbindung. Was Sie schreiben, bleibt erhalten und wird gesendet, sobald sie wieder da ist.', refused: 'Der Chat ist hier nicht verfügbar.', tryAgain: 'Nochmals versuchen',
};

const arabicPeople = (n: number) => ({ one: 'شخص واحد', two: 'شخصان', few: `${n} أشخاص`, many: `${n} شخصًا` } as Record<string, string>)[
  new Intl.PluralRules('ar').select(n)] ?? `${n} شخص`;

export const ar: Strings = {
  close: 'إغلاق الدردشة', menu: 'المزيد', send: 'إرسال', cancel: 'إلغاء', save: 'حفظ',
  online: 'نحن هنا', away: 'نحن غير متواجدين حاليًا', soundOn: 'تشغيل الصوت', soundOff: 'إيقاف الصوت',
  end: 'إنهاء المحادثة', reallyEnd: 'هل تريد إنهاء هذه المحادثة؟', startNew: 'بدء محادثة جديدة',
  hello: 'مرحبًا! كيف يمكننا مساعدتك؟',
  awayHint: 'اترك رسالة وبريدك الإلكتروني وسنرد عليك.',
  name: 'اسمك', email: 'بريدك الإلكتروني', optional: 'اختياري', required: 'يرجى ملء هذا الحقل.', badEmail: 'يرجى إدخال بريد إلكتروني مثل name@example.com.',
  placeholder: 'اكتب رسالة', writeHere: 'رسالتك', log: 'المحادثة', you: 'أنت', loading: 'جارٍ تحميل المحادثة',
  sending: 'جارٍ الإرسال', sent: 'أُرسلت', read: 'قُرئت', failed: 'لم تُرسل', retry: 'إعادة المحاولة', remove: 'حذف', newMessages: 'رسائل جديدة',
  types: (name) => `${name} يكتب الآن`,
  next: 'أنت التالي', ahead: (n) => `أمامك ${arabicPeople(n)}`,
  waiting: 'سيكون أحدنا معك بعد قليل.',
   joined: (name) => `انضم ${name}`, transferred: (name) => `أنت تتحدث الآن مع ${name}`,
  passedOn: (team) => `سيتولى ${team} المحادثة`, returned: 'عدت إلى قائمة الانتظار، وسيتولى أول زميل متاح محادثتك.', endedByYou: 'لقد أنهيت المحادثة', endedBy: (name) => `أنهى ${name} المحادثة`,
  ended: 'انتهت المحادثة', missed: 'لم يكن أحد متاحًا للرد', converted: (number) => `رقم طلبك هو #${number}`,
  contactLeft: (email) => `لقد تركت العنوان ${email}`,
  rateTitle: 'كيف كانت تجربتك؟', stars: (n) => `${n} من 5 نجوم`, comment: 'هل تود إضافة شيء؟', rateSend: 'إرسال التقييم', thanks: 'شكرًا على رأيك.',
  contactTitle: 'هل يمكننا مراسلتك؟', contactMissed: 'لا أحد متاح الآن. اترك بريدك الإلكتروني وسنرد عليك هناك.',
  contactEnded: 'اترك بريدك الإلكتروني وسنرد عليك هناك.',
  contactWaiting: 'إذا لم تستطع الانتظار فاترك بريدك الإلكتروني وسنرد عليك هناك.', contactDone: (email) => `سنكتب إلى ${email}.`,
  lost: 'لا يوجد اتصال. ما تكتبه محفوظ وسيُرسل فور عودة الاتصال.', refused: 'الدردشة غير متاحة هنا.', tryAgain: 'إعادة المحاولة',
};
