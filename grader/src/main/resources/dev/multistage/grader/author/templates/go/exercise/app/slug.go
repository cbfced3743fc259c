package main

import (
	"strings"
	"unicode"
)

// spelled holds letters that are not simply an ASCII letter with a mark.
var spelled = map[rune]string{
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss", 'æ': "ae", 'ø': "o", 'å': "a",
	'à': "a", 'á': "a", 'â': "a", 'ç': "c", 'è': "e", 'é': "e", 'ê': "e", 'ñ': "n", 'ó': "o",
}

// slug returns the title in lower case, its words joined by hyphens.
func slug(title string) string {
	var out strings.Builder
	gap := false
	for _, letter := range strings.ToLower(title) {
		text, known := spelled[letter]
		if !known && letter < 128 && (unicode.IsLetter(letter) || unicode.IsDigit(letter)) {
			text = string(letter)
		}
		if text == "" {
			gap = out.Len() > 0
			continue
		}
		if gap {
			out.WriteByte('-')
			gap = false
		}
		out.WriteString(text)
	}
	return out.String()
}
