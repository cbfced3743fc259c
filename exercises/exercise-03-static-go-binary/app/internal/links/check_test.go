package links

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestCheckAnswersInOrderAndCountsDeadLinks(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusGone)
		}
	}))
	defer site.Close()
	checker := NewChecker(time.Second, 2)

	got := checker.Check(context.Background(), []string{site.URL + "/gone", site.URL, "http://[broken"})

	if got[0].Alive || got[0].Code != http.StatusGone {
		t.Errorf("a page that is gone is reported as %+v", got[0])
	}
	if !got[1].Alive || got[1].Code != http.StatusOK {
		t.Errorf("a page that is there is reported as %+v", got[1])
	}
	if got[2].Alive || got[2].Error == "" {
		t.Errorf("an address that cannot be read is reported as %+v", got[2])
	}
	if checker.Checked() != 3 {
		t.Errorf("Checked() = %d, want 3", checker.Checked())
	}
}

func TestCheckRefusesACertificateItCannotVerify(t *testing.T) {
	site := httptest.NewTLSServer(http.NotFoundHandler())
	defer site.Close()

	got := NewChecker(time.Second, 1).Check(context.Background(), []string{site.URL})[0]

	if got.Alive || !strings.Contains(got.Error, "certificate") {
		t.Errorf("Check() = %+v, want a certificate error", got)
	}
}
