package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"example.org/linkcheck/internal/links"
)

func call(s *service, method, target, body string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.routes().ServeHTTP(answer, httptest.NewRequest(method, target, strings.NewReader(body)))
	return answer
}

func newService(canary string) *service {
	return &service{checker: links.NewChecker(time.Second, 2), canary: canary, started: time.Now()}
}

func TestHealthTurnsUnhealthyWhileDraining(t *testing.T) {
	s := newService("")
	if got := call(s, "GET", "/health", "").Code; got != http.StatusOK {
		t.Errorf("healthy service answers %d", got)
	}
	call(s, "POST", "/drain", "")
	if got := call(s, "GET", "/health", "").Code; got != http.StatusServiceUnavailable {
		t.Errorf("draining service answers %d", got)
	}
}

func TestExtractResolvesLinksAgainstTheBase(t *testing.T) {
	got := call(newService(""), "POST", "/extract?base=https://example.org/blog/", `<a href="../about">us</a>`)
	if !strings.Contains(got.Body.String(), `"url":"https://example.org/about"`) {
		t.Errorf("POST /extract = %d %s", got.Code, got.Body)
	}
}

func TestCanaryIsABadGatewayWhenThePageIsDown(t *testing.T) {
	site := httptest.NewServer(http.NotFoundHandler())
	defer site.Close()
	if got := call(newService(site.URL), "GET", "/canary", "").Code; got != http.StatusBadGateway {
		t.Errorf("GET /canary = %d, want %d", got, http.StatusBadGateway)
	}
}

func TestBadInputIsRefusedWithAReason(t *testing.T) {
	for _, target := range []string{"/extract", "/extract?base=ftp://example.org"} {
		if got := call(newService(""), "POST", target, ""); got.Code != http.StatusBadRequest {
			t.Errorf("POST %s = %d %s", target, got.Code, got.Body)
		}
	}
	if got := call(newService(""), "POST", "/check", `{"not":"a list"}`); got.Code != http.StatusBadRequest {
		t.Errorf("POST /check = %d %s", got.Code, got.Body)
	}
}
