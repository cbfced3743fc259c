package main

import (
	"encoding/json"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.org/shorty/internal/store"
)

func newService(t *testing.T) func(method, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	links, err := store.Open("")
	if err != nil {
		t.Fatal(err)
	}
	routes := (&service{links: links}).routes()
	return func(method, path, body string) *httptest.ResponseRecorder {
		answer := httptest.NewRecorder()
		routes.ServeHTTP(answer, httptest.NewRequest(method, path, strings.NewReader(body)))
		return answer
	}
}

func TestAShortLinkLeadsToTheLongOne(t *testing.T) {
	call := newService(t)
	var link store.Link
	json.NewDecoder(call("POST", "/links", `{"url":"https://example.org/a?b=c"}`).Body).Decode(&link)

	got := call("GET", "/"+link.Code, "")
	if got.Code != http.StatusFound || got.Header().Get("Location") != "https://example.org/a?b=c" {
		t.Errorf("GET /%s = %d to %q", link.Code, got.Code, got.Header().Get("Location"))
	}
	picture, err := png.Decode(call("GET", "/links/"+link.Code+"/qr.png", "").Body)
	if err != nil || picture.Bounds().Dx() != 256 {
		t.Errorf("the QR code is no picture of 256 pixels: %v", err)
	}
}

func TestOnlyWebAddressesAreShortened(t *testing.T) {
	call := newService(t)
	for _, body := range []string{"", `{"url":"javascript:alert(1)"}`, `{"url":"/relative"}`} {
		if got := call("POST", "/links", body); got.Code != http.StatusBadRequest {
			t.Errorf("POST /links %s = %d", body, got.Code)
		}
	}
}

func TestHealthTurnsUnhealthyDuringMaintenance(t *testing.T) {
	call := newService(t)
	if got := call("GET", "/health", "").Code; got != http.StatusOK {
		t.Errorf("healthy service answers %d", got)
	}
	call("POST", "/maintenance", "")
	if got := call("GET", "/health", "").Code; got != http.StatusServiceUnavailable {
		t.Errorf("service in maintenance answers %d", got)
	}
}
