package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestNoGlobalChanges finds assignments to variables of a package: what all share must not change.
func TestNoGlobalChanges(t *testing.T) {
	t.Parallel()
	packages := map[string][]*ast.File{}
	set := token.NewFileSet()
	for _, name := range sources(t, ".go") {
		f, err := parser.ParseFile(set, filepath.Join(root, filepath.FromSlash(name)), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "_test.go") {
			packages[path.Dir(name)] = append(packages[path.Dir(name)], f)
		}
	}
	for _, files := range packages {
		shared, top := variables(files)
		for _, f := range files {
			ast.Inspect(f, func(n ast.Node) bool {
				for _, target := range assigned(n) {
					if id := base(target); id != nil && shared[id.Name] && !local(id, top) {
						t.Errorf("%s: %s is a variable of its package: give it to who needs it instead", set.Position(id.Pos()), id.Name)
					}
				}
				return true
			})
		}
	}
}

// variables are the names of a package's variables, and where they are declared.
func variables(files []*ast.File) (names map[string]bool, top map[*ast.ValueSpec]bool) {
	names, top = map[string]bool{}, map[*ast.ValueSpec]bool{}
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, s := range g.Specs {
				spec, ok := s.(*ast.ValueSpec)
				if !ok {
					continue
				}
				top[spec] = true
				for _, id := range spec.Names {
					names[id.Name] = true
				}
			}
		}
	}
	return names, top
}

// assigned are the expressions that a statement gives a value.
func assigned(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	}
	return nil
}

// base is the variable of which an expression is a part: x of x.f, x[i] and *x.
func base(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// local tells whether the parser has found the name's declaration within a function.
func local(id *ast.Ident, top map[*ast.ValueSpec]bool) bool {
	if id.Obj == nil {
		return false
	}
	spec, ok := id.Obj.Decl.(*ast.ValueSpec)
	return !ok || !top[spec]
}
