// The independent oracle of the Dockerfile and .dockerignore tests: it asks the libraries that BuildKit
// itself uses. It reads one case per line from standard input (JSON) and writes one answer per line.
package main

import (
	"bufio"
	"context"
	_ "crypto/sha256" // digests of references are checked only where their algorithm is linked in
	_ "crypto/sha512"
	"encoding/json"
	"fmt"
	"io"
	gofs "io/fs"
	"log"
	"os"
	"strings"

	"github.com/distribution/reference"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
	"github.com/moby/patternmatcher"
	"github.com/moby/patternmatcher/ignorefile"
	"github.com/moby/sys/signal"
	"github.com/tonistiigi/fsutil"
	"github.com/tonistiigi/fsutil/types"
)

type testCase struct {
	Kind   string            `json:"kind"`
	Text   string            `json:"text"`
	Escape string            `json:"escape"`
	Env    map[string]string `json:"env"`
	Raw    bool              `json:"raw"`
	Paths  []string          `json:"paths"`
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return
		}
		var asked testCase
		if err := json.Unmarshal([]byte(line), &asked); err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(answer(asked)); err != nil {
			log.Fatal(err)
		}
	}
}

func answer(asked testCase) any {
	switch asked.Kind {
	case "dockerfile":
		return dockerfile(asked.Text)
	case "expand":
		return expand(asked)
	case "ignore":
		return ignore(asked)
	case "reference":
		return imageReference(asked.Text)
	case "signal":
		_, err := signal.ParseSignal(asked.Text)
		return map[string]any{"valid": err == nil}
	}
	log.Fatalf("unknown kind %q", asked.Kind)
	return nil
}

type heredoc struct {
	Name    string `json:"name"`
	Fd      uint   `json:"fd"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type instruction struct {
	Word     string       `json:"word"`
	Original string       `json:"original"`
	Flags    []string     `json:"flags"`
	Args     []string     `json:"args"`
	JSON     bool         `json:"json"`
	Start    int          `json:"start"`
	End      int          `json:"end"`
	Heredocs []heredoc    `json:"heredocs"`
	Trigger  *instruction `json:"trigger"`
}

type stage struct {
	Name     string   `json:"name"`
	Base     string   `json:"base"`
	Platform string   `json:"platform"`
	Commands []string `json:"commands"`
}

type file struct {
	// Error is empty, or what one of BuildKit's two passes says; after an error of the second there are
	// instructions all the same.
	Error        string        `json:"error"`
	Escape       string        `json:"escape"`
	Syntax       string        `json:"syntax"`
	SyntaxLine   int           `json:"syntaxLine"`
	Instructions []instruction `json:"instructions"`
	Stages       []stage       `json:"stages"`
}

func dockerfile(text string) file {
	answer := file{}
	syntax, _, location, ok := parser.DetectSyntax([]byte(text))
	if ok {
		answer.Syntax = syntax
		answer.SyntaxLine = location[0].Start.Line
	}
	if len(text) == 0 {
		answer.Error = "the Dockerfile cannot be empty"
		return answer
	}
	result, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		answer.Error = err.Error()
		return answer
	}
	answer.Escape = string(result.EscapeToken)
	for _, node := range result.AST.Children {
		answer.Instructions = append(answer.Instructions, describe(node))
	}
	stages, _, err := instructions.Parse(result.AST, linter.New(&linter.Config{}))
	if err == nil && len(stages) == 0 {
		err = fmt.Errorf("dockerfile contains no stages to build")
	}
	if err != nil {
		answer.Error = err.Error()
		return answer
	}
	for _, s := range stages {
		described := stage{Name: s.Name, Base: s.BaseName, Platform: s.Platform, Commands: []string{}}
		for _, command := range s.Commands {
			described.Commands = append(described.Commands, strings.ToLower(command.Name()))
		}
		answer.Stages = append(answer.Stages, described)
	}
	return answer
}

func describe(node *parser.Node) instruction {
	described := instruction{
		Word:     node.Value,
		Original: node.Original,
		Flags:    append([]string{}, node.Flags...),
		Args:     []string{},
		JSON:     node.Attributes["json"],
		Start:    node.StartLine,
		End:      node.EndLine,
		Heredocs: []heredoc{},
	}
	for _, doc := range node.Heredocs {
		described.Heredocs = append(described.Heredocs, heredoc{doc.Name, doc.FileDescriptor, doc.Expand, doc.Chomp, doc.Content})
	}
	for next := node.Next; next != nil; next = next.Next {
		if len(next.Children) == 1 {
			trigger := describe(next.Children[0])
			described.Trigger = &trigger
		} else {
			described.Args = append(described.Args, next.Value)
		}
	}
	return described
}

func expand(asked testCase) any {
	lex := shell.NewLex(rune(asked.Escape[0]))
	if asked.Raw {
		lex.RawQuotes = true
		lex.RawEscapes = true
		lex.SkipUnsetEnv = true
	}
	env := []string{}
	for key, value := range asked.Env {
		env = append(env, key+"="+value)
	}
	result, err := lex.ProcessWordWithMatches(asked.Text, shell.EnvsFromSlice(env))
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	unmatched := []string{}
	for name := range result.Unmatched {
		unmatched = append(unmatched, name)
	}
	words := append([]string{}, result.Words...)
	return map[string]any{"error": "", "text": result.Result, "words": words, "undefined": unmatched}
}

// ignore walks the paths as BuildKit's client does and also asks the patterns alone. A path that ends in a
// slash is a directory.
func ignore(asked testCase) any {
	patterns, err := ignorefile.ReadAll(strings.NewReader(asked.Text))
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	matcher, err := patternmatcher.New(patterns)
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	// patterns are compiled late: ask each one, so that every fault shows
	for _, pattern := range patterns {
		alone, err := patternmatcher.New([]string{pattern})
		if strings.HasPrefix(strings.TrimSpace(pattern), "!") {
			alone, err = patternmatcher.New([]string{"x", pattern})
		}
		if err == nil {
			_, err = alone.MatchesOrParentMatches("x")
		}
		if err != nil {
			return map[string]any{"error": err.Error()}
		}
	}
	matches := []bool{}
	for _, path := range asked.Paths {
		matched, err := matcher.MatchesOrParentMatches(strings.TrimSuffix(path, "/"))
		if err != nil {
			return map[string]any{"error": err.Error()}
		}
		matches = append(matches, matched)
	}
	included := []string{}
	filtered, err := fsutil.NewFilterFS(memory(asked.Paths), &fsutil.FilterOpt{ExcludePatterns: patterns})
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	err = filtered.Walk(context.Background(), "", func(path string, _ gofs.DirEntry, err error) error {
		included = append(included, path)
		return err
	})
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	return map[string]any{"error": "", "matches": matches, "included": included}
}

// memory is a file system that is a sorted list of paths, directories before what is in them.
type memory []string

func (paths memory) Walk(_ context.Context, _ string, fn gofs.WalkDirFunc) error {
	skipped := ""
	for _, path := range paths {
		if skipped != "" && strings.HasPrefix(path, skipped) {
			continue
		}
		stat := &types.Stat{Path: strings.TrimSuffix(path, "/"), Mode: 0o644}
		if strings.HasSuffix(path, "/") {
			stat.Mode = uint32(os.ModeDir | 0o755)
		}
		err := fn(stat.Path, &fsutil.DirEntryInfo{Stat: stat}, nil)
		if err == gofs.SkipDir && strings.HasSuffix(path, "/") {
			skipped = path
		} else if err != nil {
			return err
		}
	}
	return nil
}

func (memory) Open(path string) (io.ReadCloser, error) {
	return nil, &os.PathError{Op: "open", Path: path, Err: os.ErrNotExist}
}

func imageReference(text string) any {
	named, err := reference.ParseNormalizedNamed(text)
	if err != nil {
		return map[string]any{"error": err.Error()}
	}
	tag, digest := "", ""
	if tagged, ok := named.(reference.Tagged); ok {
		tag = tagged.Tag()
	}
	if digested, ok := named.(reference.Digested); ok {
		digest = digested.Digest().String()
	}
	return map[string]any{
		"error":     "",
		"registry":  reference.Domain(named),
		"path":      reference.Path(named),
		"tag":       tag,
		"digest":    digest,
		"familiar":  reference.FamiliarString(named),
		"canonical": reference.TagNameOnly(named).String(),
	}
}
