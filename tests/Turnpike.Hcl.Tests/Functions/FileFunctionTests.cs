using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Functions;

public sealed class FileFunctionTests
{
    private static readonly MemoryTree s_tree = new(
        ("roots/app/main.tf", ""),
        ("roots/app/hello.txt", "hello"),
        ("roots/app/deep/a.json", "{}"),
        ("roots/app/deep/b.json", "{}"),
        ("roots/app/greet.tftpl", "Hi ${who}"),
        ("roots/app/again.tftpl", "${templatefile(\"greet.tftpl\", { who = 1 })}"),
        ("roots/app/link", "!it is a link out of the tree"),
        ("shared/note.txt", "shared"));

    [Theory]
    [InlineData("file(\"hello.txt\")", "\"hello\"")]
    [InlineData("file(\"./deep/../hello.txt\")", "\"hello\"")]
    [InlineData("file(\"../../shared/note.txt\")", "\"shared\"")]
    [InlineData("file(\"/srv/tree/shared/note.txt\")", "\"shared\"")]
    [InlineData("fileexists(\"gone.txt\")", "false")]
    [InlineData("length(fileset(path.module, \"**/*.json\"))", "2")]
    [InlineData("one(fileset(\"../../shared\", \"n*\"))", "\"note.txt\"")]
    [InlineData("templatefile(\"greet.tftpl\", { who = \"you\" })", "\"Hi you\"")]
    [InlineData("abspath(\"x/../y\")", "\"/srv/tree/roots/app/y\"")]
    [InlineData("pathexpand(\"~/x\")", "\"/home/user/x\"")]
    [InlineData("filemd5(\"hello.txt\")", "\"5d41402abc4b2a76b9719d911017c592\"")]
    public void Files_are_found_from_the_folder_of_the_root(string expression, string answer) => Assert.Equal(answer, Answer(expression, out _));

    [Theory]
    [InlineData("file(\"../../../etc/passwd\")")]
    [InlineData("file(\"/etc/passwd\")")]
    [InlineData("file(\"~/.ssh/id_rsa.pub\")")]
    [InlineData("fileexists(\"/etc/passwd\")")]
    [InlineData("fileset(\"/etc\", \"*\")")]
    [InlineData("fileset(\"../../..\", \"**\")")]
    [InlineData("filesha256(\"../../../x\")")]
    [InlineData("templatefile(\"/etc/passwd\", {})")]
    public void Of_files_outside_the_tree_nothing_is_known(string expression)
    {
        Assert.Equal("(known after apply)", Answer(expression, out var diagnostics));
        Assert.Empty(diagnostics);
    }

    [Theory]
    [InlineData("file(\"gone.txt\")", "Invalid function argument", 5, "there is no file")]
    [InlineData("file(\"deep\")", "Invalid function argument", 5, "is a folder")]
    [InlineData("file(\"link\")", "Invalid function argument", 5, "link out of the tree")]
    [InlineData("file(\"hello.txt/x\")", "Invalid function argument", 5, "needs a folder")]
    [InlineData("filemd5(\"gone.txt\")", "Error in function call", 0, "there is no file")]
    [InlineData("fileexists(\"deep\")", "Error in function call", 0, "is a folder")]
    [InlineData("templatefile(\"greet.tftpl\", {})", "Invalid function argument", 28, "greet.tftpl:1:6")]
    [InlineData("templatefile(\"again.tftpl\", {})", "Error in function call", 0, "cannot call a function that renders templates")]
    [InlineData("file(\"~root/x\")", "Invalid function argument", 5, "another user")]
    public void Faults_say_what_is_wrong_and_where(string expression, string summary, int at, string part)
    {
        Answer(expression, out var diagnostics);
        var diagnostic = Assert.Single(diagnostics);
        Assert.Equal(summary, diagnostic.Message);
        Assert.Equal(at, diagnostic.Span.Start);
        Assert.Contains(part, diagnostic.Help, StringComparison.Ordinal);
    }

    private static string Answer(string expression, out DiagnosticBag diagnostics)
    {
        diagnostics = new DiagnosticBag();
        var tree = HclParser.ParseExpression(SourceText.From("main.tf", expression), diagnostics);
        var context = new EvaluationContext
        {
            Functions = BuiltinFunctions.Table,
            Files = s_tree,
            WorkingFolder = "roots/app",
            AbsoluteFolder = "/srv/tree/roots/app",
            HomeFolder = "/home/user",
        };
        var scope = HclScope.Empty.With(("path", HclValue.Object(("module", HclValue.String(".")))));
        return ConsoleText.Of(new Evaluator(context).Evaluate(tree, scope, diagnostics));
    }
}
