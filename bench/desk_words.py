"""What people write in the tickets of the generated desk: English, German and Arabic, with orders, places and names."""

import random

FIRST = (
    "Maria", "Ben", "Vera", "Jean-François", "Zoë", "Priya", "Ana", "Liam", "Noah", "Emma", "Olivia", "Lukas",
    "Leonie", "Jürgen", "Søren", "Łucja", "Íñigo", "محمد", "فاطمة", "يوسف", "ليلى", "Chen", "Yuki", "Nguyễn",
    "Oluwaseun", "Tariq", "Siobhán", "Anna-Lena", "Karl-Heinz", "Giulia", "Mateo", "Aleksandr", "Dana", "Ingrid",
    "Abdelrahman", "Mehmet",
)
LAST = (
    "Lopez", "Lindqvist", "Müller-Lüdenscheidt", "d'Aubigny", "Raghunathan", "عبد الرحمن", "الخطيب",
    "Featherstonehaugh", "Nowak", "Okonkwo", "Petrović", "Wei", "Schmidt", "Schneider", "Fischer", "Weber", "Rossi",
    "García", "Silva", "Smith", "Jones", "Brown", "Taylor", "Wilson", "Kim", "Tanaka", "Ivanov", "Kowalski",
    "Andersson", "Nielsen", "Öztürk", "Haddad",
)
COMPANIES = ("Harbour Coffee", "Nordlicht GmbH", "Atelier Bleu", "Kestrel Logistics", "مؤسسة النور", "Blue Fig Ltd", "")
PLACES = (
    "Berlin", "Hamburg", "Lisbon", "Oslo", "Kraków", "Cairo", "Amman", "Lagos", "Pune", "Osaka", "Leeds", "Cork",
    "Graz", "Basel", "Nantes", "Turin", "Bilbao", "Aarhus", "Tampere", "Riga", "Boston", "Denver", "Austin",
    "Toronto", "القاهرة",
)
PRODUCTS = (
    "hand grinder", "espresso machine", "kettle", "gift card", "subscription", "filter papers", "milk jug", "scale",
    "Yirgacheffe", "decaf beans", "travel mug", "burr set", "water filter", "descaler", "tamper", "drip tray",
    "portafilter", "roast sampler", "cold brew kit", "cleaning brush", "server carafe", "cupping spoon",
    "office plan",
)
SUBJECTS = (
    "Refund for order {order}", "Where is my parcel to {place}?", "The {product} arrived broken",
    "Invoice {order} is wrong", "Can't sign in on my phone", "Error {code} at checkout",
    "Charged twice for the {product}", "How do I cancel?", "Change of address to {place}",
    "Delivery date of order {order}", "The {product} makes a strange noise", "Password mail never comes",
    "Export of all our data", "Wrong {product} in the box", "Discount code does not work",
    "Warranty for the {product}", "Please add a colleague to our account", "Login loop after update, error {code}",
    "A question about the {product} bought for our office in {place}, which should have come in spring already",
    "Rückerstattung für Bestellung {order}", "Lieferung nach {place} verspätet sich", "Rechnung {order} fehlt",
    "Die Kaffeemühle ist kaputt", "Passwort zurücksetzen funktioniert nicht", "Kündigung des Abonnements",
    "استرداد المبلغ للطلب {order}", "الشحنة لم تصل إلى {place}", "لا أستطيع تسجيل الدخول",
    "الفاتورة {order} غير صحيحة",
)
ASKED = (
    "Half of it was missing when I opened the box.", "I ordered the {product} two weeks ago and nothing has come.",
    "The tracking number does not work, it says unknown.", "My card was charged twice, please refund one of them.",
    "Since the last update the app crashes with error {code}.",
    "Could you send the invoice again, with our VAT number?",
    "We moved to {place}, please change the address of order {order}.", "It worked fine until yesterday morning.",
    "I have attached a photo of the {product}.", "Is there a way to export everything as a spreadsheet?",
    "The courier says nobody was at home, but I was.", "I would rather have a replacement than my money back.",
    "Please cancel the subscription at the end of the month.", "The discount code is refused at checkout.",
    "Our accountant can't book it like this.", "I tried another browser, and it is the same there.",
    "Die Lieferung sollte am Montag ankommen, sie ist aber nicht da.", "Bitte überweisen Sie den Betrag zurück.",
    "Das Gerät lässt sich nicht mehr einschalten.", "Auf der Rechnung {order} fehlt die Umsatzsteuer.",
    "أنتظر منذ أسبوعين ورقم التتبع لا يعمل.", "أرجو استرداد المبلغ في أقرب وقت ممكن.", "المنتج وصل مكسورا.",
    "Regards from {place}, and thank you for your help.", "It is quite urgent, we open the shop on Friday.",
)
ANSWERED = (
    "Hello, thank you for writing. I am sorry for the trouble with the {product}.",
    "I have asked the warehouse in {place}.",
    "The refund for order {order} is on its way, it takes three to five days.", "Could you tell me the order number?",
    "A replacement leaves our warehouse tomorrow.", "Please try to sign in again, the cache is empty now.",
    "I have changed the address, you will get a confirmation.", "This is fixed in the next release.",
    "Error {code} means that the payment provider did not answer.",
    "The invoice is attached, with the right VAT number.",
    "**Please note**: the warranty covers the motor for two years.", "Is there anything else that I can do for you?",
    "Guten Tag, vielen Dank für Ihre Nachricht.", "Die Rückerstattung ist veranlasst.", "Das Paket ist unterwegs.",
    "شكرا لتواصلك معنا، نعتذر عن التأخير.", "تم إرسال طلب الاسترداد.",
    "- unplug it\n- wait a minute\n- plug it in again",
)
NOTED = (
    "Asked the warehouse; they call back before noon.", "Third time this month, see the courier's report.",
    "Carrier claim opened for order {order}.", "Refund needs approval by billing.", "Known bug, error {code}.",
    "Customer was very kind, let us send a voucher.", "Wartet auf Rückmeldung vom Lager {place}.",
    "VIP, please hurry.",
)
LABELS = (
    "Bug", "Refund", "Question", "Onboarding", "Feature Request", "Shipping", "Invoice", "VIP", "Warranty", "Login",
    "Payment", "Discount", "Address", "Subscription", "Damaged", "Courier", "Export", "Mobile app", "Escalated",
    "Voucher", "Spare parts", "Wholesale", "Press", "Data protection",
)
# What agents type into the search box; measured one by one.
QUERIES = (
    "refund", "kettle", "error", "invoice wrong", "parcel", "hand grinder broken", '"charged twice"', "lisbon refund",
    "status:open refund", "status:any kettle", "label:Refund", "label:bug status:open", "is:mine",
    "is:unassigned invoice", "priority:urgent", "priority:high refund -invoice", "from:customer.example refund",
    "vat", "warehouse", "courier", "rückerstattung", "lieferung", "rechnung fehlt", "kaffeemühle", "الشحنة",
    "استرداد المبلغ", "القاهرة", "müller", "maria", "petrović", "jean", "r", "re", "ref", "the", "is", "a", "order",
    "password mail never", '"the tracking number"', "has:attachment", "after:2026-01-01 refund",
    "before:2025-06-01 warranty", "channel:chat kettle", "team:Billing refund", "zzzzqqqq", "e-4711", "#1500",
    "category:Billing invoice", "espresso machine motor warranty",
)


class Pen:
    """Writes with the same hand for the same seed."""

    def __init__(self, chance: random.Random):
        self.chance = chance

    def _filled(self, text: str) -> str:
        if "{" not in text:
            return text
        pick, number = self.chance.choice, self.chance.randrange
        return text.format(
            order=number(10_000, 990_000), place=pick(PLACES), product=pick(PRODUCTS), code=f"E-{number(1000, 9999)}"
        )

    def subject(self) -> str:
        return self._filled(self.chance.choice(SUBJECTS))

    def text(self, phrases: tuple[str, ...], most: int) -> str:
        return " ".join(self._filled(self.chance.choice(phrases)) for _ in range(self.chance.randint(1, most)))
