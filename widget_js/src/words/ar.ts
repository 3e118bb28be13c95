/** Every word the widget shows, in Arabic. Sentences that the server writes come as they are. */
import type { Words } from './en';

const arabicPeople = (n: number) => ({ one: 'شخص واحد', two: 'شخصان', few: `${n} أشخاص`, many: `${n} شخصًا` } as Record<string, string>)[
  new Intl.PluralRules('ar').select(n)] ?? `${n} شخص`;

export const ar: Words = {
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
