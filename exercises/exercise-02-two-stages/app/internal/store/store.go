// Package store keeps links in memory and, if it is given a file, on disk.
package store

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/sqids/sqids-go"
)

// A Link leads from a short code to an address.
type Link struct {
	Code string `json:"code"`
	URL  string `json:"url"`
	Hits int    `json:"hits"`
}

// Links holds all links. Its methods may be called from many goroutines.
type Links struct {
	mu    sync.Mutex
	codes *sqids.Sqids
	order []*Link
	byURL map[string]*Link
	byID  map[string]*Link
	file  *os.File
}

// Open reads the links in the file, one address a line, and appends new ones to
// it. Without a name nothing is read and nothing outlives the process.
func Open(name string) (*Links, error) {
	codes, err := sqids.New(sqids.Options{MinLength: 5})
	if err != nil {
		return nil, err
	}
	l := &Links{codes: codes, byURL: map[string]*Link{}, byID: map[string]*Link{}}
	if name == "" {
		return l, nil
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the links: %w", err)
	}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if _, err := l.Add(strings.TrimSpace(lines.Text())); err != nil {
			return nil, err
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read the links: %w", err)
	}
	l.file = file
	return l, nil
}

// Add returns the link to the address, a new one if there is none yet.
func (l *Links) Add(url string) (Link, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if link, ok := l.byURL[url]; ok {
		return *link, nil
	}
	code, err := l.codes.Encode([]uint64{uint64(len(l.order))})
	if err != nil {
		return Link{}, err
	}
	if l.file != nil {
		if _, err := fmt.Fprintln(l.file, url); err != nil {
			return Link{}, err
		}
	}
	link := &Link{Code: code, URL: url}
	l.order = append(l.order, link)
	l.byURL[url], l.byID[code] = link, link
	return *link, nil
}

// Follow counts a visit and says where the code leads.
func (l *Links) Follow(code string) (url string, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	link, ok := l.byID[code]
	if !ok {
		return "", false
	}
	link.Hits++
	return link.URL, true
}

// Has says whether the code leads anywhere.
func (l *Links) Has(code string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.byID[code] != nil
}

// All returns the links in the order in which they were added.
func (l *Links) All() []Link {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := make([]Link, len(l.order))
	for i, link := range l.order {
		all[i] = *link
	}
	return all
}

// Len counts the links.
func (l *Links) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.order)
}

// Durable says whether the links outlive the process.
func (l *Links) Durable() bool { return l.file != nil }

// Close closes the file.
func (l *Links) Close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}
