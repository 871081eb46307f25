package prelude

// Languages gives the languages of a POSIX environment in the form of LANGUAGE: those that have the form of a language
// with or without a country (de, zh_CN), of the first variable that is set, joined by colons; English if there is none.
// Fyne takes it for the whole truth, where else it would stumble over C.UTF-8 or de_DE@euro.
func Languages(env func(string) string) string {
	locale := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale = env(name); locale != "" {
			break
		}
	}
	if given := env("LANGUAGE"); given != "" && language(locale) != "" {
		locale = given
	}
	list := ""
	for start, end := 0, 0; end <= len(locale); end++ {
		if end < len(locale) && locale[end] != ':' {
			continue
		}
		if l := language(locale[start:end]); l != "" {
			if list != "" {
				list += ":"
			}
			list += l
		}
		start = end + 1
	}
	if list == "" {
		return "en"
	}
	return list
}

// language takes codeset and modifier off a locale, and gives nothing for what has not the form of a language.
func language(locale string) string {
	for i, c := range locale {
		if c == '.' || c == '@' {
			locale = locale[:i]
			break
		}
	}
	tongue, country := locale, ""
	for i, c := range locale {
		if c == '_' || c == '-' {
			tongue, country = locale[:i], locale[i+1:]
			break
		}
	}
	if len(tongue) < 2 || len(tongue) > 3 || !within(tongue, 'a', 'z') {
		return ""
	}
	if len(country) != 2 || !within(country, 'A', 'Z') {
		return tongue
	}
	return tongue + "_" + country
}

func within(s string, from, to rune) bool {
	for _, c := range s {
		if c < from || c > to {
			return false
		}
	}
	return true
}
