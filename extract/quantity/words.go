package quantity

var numbers = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"zero": 0,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
	"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
	"seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
}

// scales are words that multiply the number before them.
var scales = map[string]float64{
	"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
	"bn": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9,
}

// fractions are signs of their own.
var fractions = map[string]float64{
	"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1.0 / 3, "⅔": 2.0 / 3, "⅕": 0.2, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875,
}

// suffixes are letters that do so right behind digits.
var suffixes = map[string]float64{"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}

var units = map[string]string{
	"$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "cents": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD",
	"hk$": "HKD", "s$": "SGD", "n$": "NAD", "r$": "BRL", "nt$": "TWD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
	"£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "pence": "GBP", "¥": "JPY", "yen": "JPY", "yuan": "CNY",
	"rmb": "CNY", "renminbi": "CNY", "₹": "INR", "rs": "INR", "rupees": "INR", "won": "KRW", "₩": "KRW", "rouble": "RUB", "roubles": "RUB",
	"ruble": "RUB", "rubles": "RUB", "naira": "NGN", "₦": "NGN", "rand": "ZAR", "baht": "THB", "real": "BRL", "reais": "BRL",
	"shekels": "ILS", "lira": "TRY", "zloty": "PLN", "zlotys": "PLN", "kronor": "SEK", "ringgit": "MYR", "rupiah": "IDR", "dirhams": "AED",
	"riyals": "SAR", "rials": "IRR", "francs": "CHF", "hryvnia": "UAH", "hryvnias": "UAH", "cedis": "GHS", "birr": "ETB",
	"piasters": "EGP", "piastres": "EGP", "tk": "BDT", "taka": "BDT", "rp": "IDR", "rm": "MYR", "j$": "JMD", "tt$": "TTD", "l$": "LRD", "bds$": "BBD", "ec$": "XCD", "fj$": "FJD", "si$": "SBD",
	"g$": "GYD", "z$": "ZWL", "t$": "TOP", "¢": "GHS", "₵": "GHS", "₱": "PHP", "₫": "VND", "₺": "TRY", "₽": "RUB", "kina": "PGK", "vatu": "VUV",
	"vt": "VUV", "tala": "WST", "pula": "BWP", "dalasi": "GMD", "dalasis": "GMD", "leones": "SLE", "ksh": "KES", "kshs": "KES", "ush": "UGX",
	"tsh": "TZS", "dong": "VND", "forints": "HUF", "lei": "RON", "tenge": "KZT", "lari": "GEL", "soles": "PEN", "koruna": "CZK", "ringgits": "MYR",
	"aed": "AED", "aud": "AUD", "bdt": "BDT", "brl": "BRL", "bwp": "BWP", "cad": "CAD", "chf": "CHF", "clp": "CLP", "cny": "CNY",
	"czk": "CZK", "dkk": "DKK", "egp": "EGP", "etb": "ETB", "fjd": "FJD", "ghs": "GHS", "hkd": "HKD", "huf": "HUF", "idr": "IDR",
	"ils": "ILS", "inr": "INR", "jmd": "JMD", "jpy": "JPY", "kes": "KES", "krw": "KRW", "kwd": "KWD", "kzt": "KZT", "lkr": "LKR",
	"mwk": "MWK", "mxn": "MXN", "myr": "MYR", "ngn": "NGN", "nok": "NOK", "npr": "NPR", "nzd": "NZD", "omr": "OMR", "pen": "PEN",
	"pgk": "PGK", "php": "PHP", "pkr": "PKR", "pln": "PLN", "qar": "QAR", "ron": "RON", "rub": "RUB", "sar": "SAR", "sek": "SEK",
	"sgd": "SGD", "thb": "THB", "ttd": "TTD", "twd": "TWD", "tzs": "TZS", "uah": "UAH", "ugx": "UGX", "vnd": "VND", "xof": "XOF",
	"zar": "ZAR", "zmw": "ZMW",
	"%": "%", "percent": "%", "pct": "%", "percentage": "%",
	"km": "km", "kms": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "mile": "mi", "miles": "mi",
	"m": "m", "meter": "m", "meters": "m", "metre": "m", "metres": "m", "foot": "ft", "feet": "ft", "ft": "ft", "inch": "in", "inches": "in",
	"yard": "yd", "yards": "yd", "mph": "mph", "kph": "km/h", "kg": "kg", "kilogram": "kg", "kilograms": "kg", "kilo": "kg", "kilos": "kg",
	"gram": "g", "grams": "g", "ounce": "oz", "ounces": "oz", "lb": "lb", "lbs": "lb", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t",
	"barrel": "bbl", "barrels": "bbl", "acre": "acre", "acres": "acre", "hectare": "ha", "hectares": "ha", "litre": "L", "litres": "L",
	"liter": "L", "liters": "L", "gallon": "gal", "gallons": "gal", "degree": "degree", "degrees": "degree", "c": "°C", "f": "°F",
	"carat": "ct", "carats": "ct", "cc": "cm3", "pint": "pt", "pints": "pt", "°": "degree",
	"megawatt": "MW", "megawatts": "MW", "gigawatt": "GW", "gigawatts": "GW", "kilowatts": "kW", "mw": "MW", "gw": "GW",
	"cm": "cm", "centimeters": "cm", "centimetres": "cm", "mm": "mm", "millimeters": "mm", "millimetres": "mm",
}

// homes are the adjectives before names of currencies that units gives to one of
// the states that call theirs so.
var homes = map[string]string{
	"dollars": "u.s american", "dollar": "u.s american", "pounds": "british sterling", "pound": "british sterling", "rubles": "russian", "roubles": "russian",
	"rupees": "indian", "francs": "swiss", "lira": "turkish", "riyals": "saudi", "rials": "iranian", "dirhams": "emirati", "lei": "romanian", "won": "korean", "piasters": "egyptian",
	"rand": "african", "kronor": "swedish",
}

// pairs are units of two words; a currency that several states call alike is
// told by whose it is.
var pairs = map[string]string{
	"per cent": "%", "percentage points": "%", "percentage point": "%", "basis points": "bp", "basis point": "bp",
	"degrees celsius": "°C", "degree celsius": "°C", "degrees fahrenheit": "°F", "degree fahrenheit": "°F", "degrees c": "°C", "degrees f": "°F", "° c": "°C", "° f": "°F",
	"square kilometers": "km2", "square kilometres": "km2", "square kilometer": "km2", "square km": "km2", "sq km": "km2",
	"square miles": "mi2", "square mile": "mi2", "square meters": "m2", "square metres": "m2", "square meter": "m2", "square feet": "ft2", "square foot": "ft2",
	"cubic meters": "m3", "cubic metres": "m3", "cubic feet": "ft3", "cubic foot": "ft3", "km h": "km/h", "metric tons": "t", "metric tonnes": "t",
	"canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD", "taiwan dollars": "TWD", "kong dollars": "HKD",
	"zealand dollars": "NZD", "jamaican dollars": "JMD", "namibian dollars": "NAD", "zimbabwean dollars": "ZWL",
	"egyptian pounds": "EGP", "syrian pounds": "SYP", "lebanese pounds": "LBP", "sudanese pounds": "SDG",
	"mexican pesos": "MXN", "argentine pesos": "ARS", "philippine pesos": "PHP", "colombian pesos": "COP", "chilean pesos": "CLP", "cuban pesos": "CUP",
	"pakistani rupees": "PKR", "indian rupees": "INR", "lankan rupees": "LKR", "nepalese rupees": "NPR",
	"danish kroner": "DKK", "norwegian kroner": "NOK", "swedish kronor": "SEK", "swiss francs": "CHF", "cfa francs": "XOF", "congolese francs": "CDF",
	"kenyan shillings": "KES", "ugandan shillings": "UGX", "tanzanian shillings": "TZS", "iraqi dinars": "IQD", "tajik rubles": "TJR", "belarusian rubles": "BYN", "belarusian roubles": "BYN", "moroccan dirhams": "MAD", "kuwaiti dinars": "KWD",
	"libyan dinars": "LYD", "jordanian dinars": "JOD", "saudi riyals": "SAR", "qatari riyals": "QAR", "omani rials": "OMR", "yemeni rials": "YER",
}
