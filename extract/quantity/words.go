package quantity

var numbers = map[string]int{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"zero": 0,
}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12,
}

var scales = map[string]float64{
	"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
	"m": 1e6, "bn": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9,
}

var suffixes = map[string]float64{"k": 1e3, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9}

var units = map[string]string{
	"$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "cents": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "n$": "NAD", "r$": "BRL", "nt$": "TWD",
	"€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "¥": "JPY", "yen": "JPY", "yuan": "CNY",
	"rmb": "CNY", "renminbi": "CNY", "₹": "INR", "rs": "INR", "rupees": "INR", "won": "KRW", "₩": "KRW", "rouble": "RUB", "roubles": "RUB", "rubles": "RUB",
	"naira": "NGN", "₦": "NGN", "rand": "ZAR", "baht": "THB", "peso": "", "pesos": "", "real": "BRL", "reais": "BRL", "shekels": "ILS", "lira": "TRY", "zloty": "PLN",
	"kronor": "SEK", "ringgit": "MYR", "rupiah": "IDR", "dirhams": "AED", "riyals": "SAR", "francs": "CHF",
	"%": "%", "percent": "%", "per": "", "cent": "%", "pct": "%", "percentage": "%",
	"km": "km", "kms": "km", "kilometer": "km", "kilometers": "km", "kilometre": "km", "kilometres": "km", "mile": "mi", "miles": "mi",
	"meter": "m", "meters": "m", "metre": "m", "metres": "m", "foot": "ft", "feet": "ft", "ft": "ft", "inch": "in", "inches": "in", "yard": "yd", "yards": "yd",
	"mph": "mph", "kph": "km/h", "kg": "kg", "kilogram": "kg", "kilograms": "kg", "ton": "t", "tons": "t", "tonne": "t", "tonnes": "t",
	"barrel": "bbl", "barrels": "bbl", "acre": "acre", "acres": "acre", "hectare": "ha", "hectares": "ha", "litre": "L", "litres": "L", "liters": "L",
	"gallons": "gal", "degree": "degree", "degrees": "degree", "megawatt": "MW", "megawatts": "MW", "gigawatts": "GW", "mw": "MW", "gw": "GW", "cm": "cm",
	"centimetres": "cm", "mm": "mm", "kilometers-per-hour": "km/h", "basis": "bp",
}
