"""What the people of the sample data are called and say."""

TEAMS = ("Support", "Billing", "Warehouse")
AGENTS = (
    ("Alice Okonkwo", "alice@example.com", "agent", 0),
    ("Bartholomew Featherstonehaugh-Cholmondeley", "bart@example.com", "agent", 1),
    ("Chen Wei", "chen@example.com", "manager", 0),
    ("Dana Petrović", "dana@example.com", "agent", 2),
)
CUSTOMERS = (
    ("Vera Lindqvist", "vera@customer.example"), ("محمد عبد الرحمن", "mohammed@customer.example"),
    ("Jean-François d'Aubigny", "jf@customer.example"), ("王小明", "xiaoming@customer.example"),
    ("Wolfeschlegelsteinhausenbergerdorff Hubert", "hubert@customer.example"), ("Ana", "ana@customer.example"),
    ("Zoë Müller-Lüdenscheidt", "zoe@customer.example"), ("Priya Raghunathan", "priya@customer.example"),
)
LABELS = ("Bug", "Refund", "Feature Request", "Onboarding", "Question")
NOTES = (
    "Asked the warehouse; they call back before noon.", "Same courier as last week, I have told them.",
    "@Chen Wei, may I refund this one? It is over my limit.", "@Billing: which address is on the invoice?",
    "@Alice, she asks for you by name.", "Spoke on the phone; she is fine with a voucher.",
)
REPLIES = (
    "Hello {name},\n\nI am sorry about that. A new one leaves **today**; you need not send anything back.",
    "Hello {name},\n\nthank you for telling us. I have put it right, please look again.",
    "Hello {name},\n\ncould you send me:\n\n1. the number of your order\n2. a photo of the box\n\nThen it is quick.",
    "Good news, {name}: the money is on its way and shows in 3 to 5 days.",
)
CANNED = (
    ("hello", "Hello", "Hello {{customer.first_name}},\n\nthank you for writing. I am {{agent.first_name}}, "
     "and I look into it right away."),
    ("refund", "Refund is on its way", "Hello {{customer.first_name}},\n\nI have sent your money back; it takes "
     "**3 to 5 days** to show. Your ticket is #{{ticket.number}}.\n\nBest,\n{{agent.name}}"),
    ("order-number", "Ask for the order number", "May I have the number of your order? It begins with 48 and stands "
     "at the top of the confirmation."),
    ("late-parcel", "Parcel is late", "I am sorry that your parcel is late, {{customer.first_name}}. I have asked the "
     "courier and write to {{customer.email}} as soon as they answer."),
    ("grinder", "Cleaning a grinder", "1. Unplug it.\n2. Take the upper burr out.\n3. Brush, *never wash*.\n\n"
     "[The whole guide](https://shop.example/grinders)"),
    ("bye", "Goodbye", "Glad that it works again! Write any time.\n\n{{agent.first_name}}, {{site.name}}"),
)
SUBJECTS = (
    ("The parcel arrived with one bag torn open", "Half of the beans were in the box, not in the bag.", "Refund"),
    ("Invoice shows the wrong VAT number", "Our accountant can't book it like this.", "Question"),
    ("Checkout hangs after paying by card", "The circle turns and turns. Was I charged twice?", "Bug"),
    ("Subscription: skip the delivery in December", "We are away until the 6th of January.", "Question"),
    ("Grinder makes a sound like a small aeroplane", "Since this morning. It is two months old.", "Refund"),
    ("Please let us order by the kilo", "For an office the 250 g bags are a lot of paper.", "Feature Request"),
    ("How do I add my colleague to our company account?", "She should see the invoices, not pay them.", "Onboarding"),
    ("الشحنة لم تصل ولا أحد يرد", "أنتظر منذ أسبوعين ورقم التتبع لا يعمل.", "Refund"),
    ("Password mail never comes", "I looked in the spam folder too.", "Bug"),
    ("Is the Yirgacheffe back in spring?", "It was the best coffee of my year.", "Question"),
)
PAGES = (
    {"url": "https://shop.example/", "title": "Fernweh Coffee Roasters"},
    {"url": "https://shop.example/beans/yirgacheffe", "title": "Yirgacheffe, washed"},
    {"url": "https://shop.example/cart", "title": "Your basket"},
    {"url": "https://shop.example/shipping", "title": "Shipping and returns"},
    {"url": "https://shop.example/grinders", "title": "Hand grinders"},
)
# (who, what is said: "> " marks the agent's lines, what becomes of it), the oldest first.
CHATS = (
    (("Priya Raghunathan", "priya@customer.example", "en-IN"),
     ("Hi, can I still change the address of order 48113?", "> Hello Priya! Yes, it has not left yet. Where to?",
      "To my office: 12 Harbour Street.", "> Done. You will get a new confirmation in a minute.", "Wonderful, thanks!"),
     "ended"),
    (("Jean-François d'Aubigny", "jf@customer.example", "fr-FR"),
     ("Bonjour, the grinder I bought in May has stopped.", "> I am sorry to hear that. Does it make any sound?",
      "None at all.", "> Then it is the motor. I make a ticket, and the workshop writes to you today."),
     "ticket"),
    (("Zoë Müller-Lüdenscheidt", "zoe@customer.example", "de-DE"),
     ("Guten Tag, mein Gutscheincode wird nicht angenommen.", "> Guten Tag! Welcher Code ist es denn?",
      "HERBST-2026", "> Der galt bis gestern. Ich lege Ihnen einen neuen ins Konto."), "active"),
    (("محمد عبد الرحمن", "mohammed@customer.example", "ar-EG"),
     ("هذا غير مقبول إطلاقا! طلبت قبل أسبوعين ولم يصلني شيء!!",
      "> I am sorry, that is far too long. May I have the order number?",
      "48002. رقم التتبع لا يعمل ولا أحد يرد على الهاتف!"), "active"),
    (("Wolfeschlegelsteinhausenbergerdorff Hubert", "hubert@customer.example", "de-AT"),
     ("I have a very long question about water hardness, descaling, and whether the filter of the older model "
      "still fits: is there somebody who knows the machine well?",), "waiting"),
    (("Ana", None, "pt-PT"), ("Olá, do you ship to the Azores?",), "waiting"),
    (("", None, "en-US"), ("hello?", "is anybody there",), "waiting"),
)
