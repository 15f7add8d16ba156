using Turnpike.Formats.CodeOwners;
using Turnpike.Text;

namespace Turnpike.Formats.Tests.CodeOwners;

public class CodeOwnersTests
{
    [Theory]
    [InlineData("*", "a/b/c.tf", true)]
    [InlineData("*.js", "src/app.js", true)]
    [InlineData("*.js", "src/app.jsx", false)]
    [InlineData("docs/*", "docs/readme.md", true)]
    [InlineData("docs/*", "docs/build/app.md", false)]
    [InlineData("docs/", "docs/build/app.md", true)]
    [InlineData("docs/", "src/docs/app.md", true)]
    [InlineData("docs/", "docs", false)]
    [InlineData("/docs/", "src/docs/app.md", false)]
    [InlineData("apps/web", "apps/web/main.tf", true)]
    [InlineData("apps/web", "other/apps/web/main.tf", false)]
    [InlineData("apps/web", "apps/website/main.tf", false)]
    [InlineData("/*", "README.md", true)]
    [InlineData("/*", "src/main.tf", false)]
    [InlineData("**/logs", "build/logs/x.log", true)]
    [InlineData("**/logs", "logs", true)]
    [InlineData("/a/**/z.tf", "a/z.tf", true)]
    [InlineData("/a/**/z.tf", "a/b/c/z.tf", true)]
    [InlineData("/a/**", "a/b/c", true)]
    [InlineData("/a/**", "ab/c", false)]
    [InlineData("file?.tf", "x/file1.tf", true)]
    [InlineData("file?.tf", "x/file/.tf", false)]
    [InlineData("a.b", "axb", false)]
    [InlineData(@"with\ space/", "with space/x", true)]
    [InlineData(@"\#odd", "#odd", true)]
    [InlineData("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", false)]
    public void GitHub_matches_as_gitignore_does(string pattern, string path, bool isMatch)
    {
        var file = Read(pattern + " @owner", CodeOwnersSyntax.GitHub, out _);

        Assert.Equal(isMatch, file.OwnersOf(path).Count == 1);
    }

    [Theory]
    [InlineData("/docs", "docs/readme.md", false)]
    [InlineData("/docs/", "docs/build/readme.md", true)]
    [InlineData("docs/", "src/docs/readme.md", true)]
    [InlineData("a/b.tf", "x/a/b.tf", true)]
    [InlineData("/a/b.tf", "x/a/b.tf", false)]
    [InlineData("*", "a/b", true)]
    [InlineData("/docs/*", "docs/build/readme.md", false)]
    [InlineData("/docs/**/*.md", "docs/build/readme.md", true)]
    [InlineData("[Docs", "[Docs", true)]
    public void GitLab_matches_whole_paths(string pattern, string path, bool isMatch)
    {
        var file = Read(pattern + " @owner", CodeOwnersSyntax.GitLab, out _);

        Assert.Equal(isMatch, file.OwnersOf(path).Count == 1);
    }

    [Fact]
    public void The_last_rule_counts_and_may_name_nobody()
    {
        var file = Read("""
            # Everything
            *            @acme/platform  # by default
            /network/    @acme/network ann@example.com
            /network/tmp/
            """, CodeOwnersSyntax.GitHub, out var faults);

        Assert.Empty(faults);
        Assert.Equal("@acme/platform 2", One(file, "main.tf"));
        Assert.Equal("@acme/network ann@example.com 3", One(file, "network/vpc/main.tf"));
        Assert.Equal("4", One(file, "network/tmp/x"));
    }

    [Fact]
    public void Sections_of_GitLab_each_have_their_owner()
    {
        var file = Read("""
            * @root
            [Database][2] @dba @@maintainer
            *.sql
            /db/migrations/ @lead
            ^[Docs] @writers
            docs/
            [database]
            *.ddl
            [Generated] @nobody-in-particular
            *
            !gen/
            gen/keep @back
            """, CodeOwnersSyntax.GitLab, out var faults);

        Assert.Empty(faults);
        Assert.Equal([("", "@root"), ("Database", "@lead"), ("Generated", "@nobody-in-particular")], All(file, "db/migrations/1.sql"));
        Assert.Equal([("", "@root"), ("Database", "@dba @@maintainer"), ("Generated", "@nobody-in-particular")], All(file, "x.ddl"));
        Assert.Equal([("", "@root"), ("Docs", "@writers"), ("Generated", "@nobody-in-particular")], All(file, "docs/a.md"));
        Assert.Equal([("", "@root"), ("Generated", "")], All(file, "gen/keep"));
    }

    [Fact]
    public void What_a_forge_passes_over_is_told()
    {
        var file = Read("!no @a\nfile[0-9] @a\nok @a platform-team\n", CodeOwnersSyntax.GitHub, out var faults);

        Assert.Equal(["OWNER002", "OWNER002", "OWNER001"], faults.Select(f => f.Code));
        Assert.Equal("@a 3", One(file, "ok"));
    }

    private static CodeOwnersFile Read(string text, CodeOwnersSyntax syntax, out DiagnosticBag faults) =>
        CodeOwnersFile.Read(SourceText.From("CODEOWNERS", text), syntax, faults = []);

    private static string One(CodeOwnersFile file, string path)
    {
        var owned = Assert.Single(file.OwnersOf(path));
        return string.Join(' ', [.. owned.Owners, owned.Line.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    private static List<(string, string)> All(CodeOwnersFile file, string path) => [.. file.OwnersOf(path).Select(o => (o.Section, string.Join(' ', o.Owners))).OrderBy(o => o.Section, StringComparer.Ordinal)];
}
