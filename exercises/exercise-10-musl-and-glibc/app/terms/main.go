// Terms turns text into numbers: each line of its input becomes a JSON list with one number per word.
// Lines are all of one conversation, so words that occur everywhere get no number.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"strings"
	"unicode"
)

const buckets = 1 << 14

var stopWords = map[string]bool{}

func init() {
	for _, word := range strings.Fields("a an and are do for from has have how i if in is it my not of on or the to what when why with you your") {
		stopWords[word] = true
	}
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("terms: ")
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := out.Encode(terms(lines.Text())); err != nil {
			log.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		log.Fatal(err)
	}
}

func terms(line string) []uint32 {
	numbers := []uint32{}
	for _, word := range strings.FieldsFunc(strings.ToLower(line), separates) {
		if !stopWords[word] {
			numbers = append(numbers, hash(stem(word))%buckets)
		}
	}
	return numbers
}

func separates(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// stem takes the commonest English endings off: printers, printing and printed find printer.
func stem(word string) string {
	for _, ending := range []string{"ing", "ers", "ed", "er", "es", "s"} {
		if rest, found := strings.CutSuffix(word, ending); found && len(rest) >= 4 {
			return rest
		}
	}
	return word
}
