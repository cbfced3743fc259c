// Package links finds the links of a page and checks whether they are alive.
package links

import (
	"errors"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A Link is one address of a page; all its spellings are counted together.
type Link struct {
	URL      string `json:"url"`
	Count    int    `json:"count"`
	External bool   `json:"external"`
}

// Extract reads HTML and returns its web links, resolved against base, in the
// order in which they first appear.
func Extract(page io.Reader, base *url.URL) ([]Link, error) {
	found := []Link{}
	tokens := html.NewTokenizer(page)
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			if err := tokens.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			return found, nil
		case html.StartTagToken:
			target := anchor(tokens.Token(), base)
			if target == nil {
				continue
			}
			address := Normalize(target)
			if i := slices.IndexFunc(found, func(l Link) bool { return l.URL == address }); i >= 0 {
				found[i].Count++
				continue
			}
			external := !strings.EqualFold(target.Hostname(), base.Hostname())
			found = append(found, Link{URL: address, Count: 1, External: external})
		}
	}
}

// anchor returns where an <a href> leads, nil for any other tag or scheme.
func anchor(tag html.Token, base *url.URL) *url.URL {
	if tag.Data != "a" {
		return nil
	}
	for _, attribute := range tag.Attr {
		if attribute.Key != "href" {
			continue
		}
		target, err := base.Parse(strings.TrimSpace(attribute.Val))
		if err == nil && (target.Scheme == "http" || target.Scheme == "https") {
			return target
		}
	}
	return nil
}

// Normalize gives equal addresses one spelling: host in lower case, no default
// port, no dot segments, sorted query, no fragment.
func Normalize(u *url.URL) string {
	n := *u
	n.Host = strings.ToLower(n.Host)
	switch n.Scheme {
	case "http":
		n.Host = strings.TrimSuffix(n.Host, ":80")
	case "https":
		n.Host = strings.TrimSuffix(n.Host, ":443")
	}
	directory := strings.HasSuffix(n.Path, "/")
	n.Path, n.RawPath = path.Clean("/"+n.Path), ""
	if directory && n.Path != "/" {
		n.Path += "/"
	}
	n.RawQuery = n.Query().Encode()
	n.Fragment, n.RawFragment = "", ""
	return n.String()
}
