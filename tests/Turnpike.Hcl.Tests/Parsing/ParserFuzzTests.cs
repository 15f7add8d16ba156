using System.Text;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Tests.Syntax;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Parsing;

/// <summary>Whatever the bytes: no exception, spans inside the text, a diagnostic for every tree that is not whole.</summary>
public class ParserFuzzTests
{
    private const string Alphabet = "abc \n\t\r\"${}%~[]().,:?=<>!&|+-*/#\\019eE_'`;^@é²\uFEFF";

    private static readonly string[] s_words =
        ["for", "in", "if", "else", "endif", "endfor", "<<E\n", "<<-E\n", "E\n", "${", "%{", "\"", "true", "null", "::", "...", "=>", "/*", "*/", "[*]", ".*", "a {\n", "}\n", "x = "];

    [Fact]
    public void Random_bytes_are_survived()
    {
        var random = new Random(1);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            CheckAll(bytes);
        }
    }

    [Fact]
    public void Random_words_are_survived()
    {
        var random = new Random(2);
        var text = new StringBuilder();
        for (var round = 0; round < 6000; round++)
        {
            text.Clear();
            for (var count = random.Next(40); count > 0; count--)
            {
                text.Append(random.Next(3) == 0 ? s_words[random.Next(s_words.Length)] : Alphabet[random.Next(Alphabet.Length)].ToString());
            }

            CheckAll(Encoding.UTF8.GetBytes(text.ToString()));
        }
    }

    [Fact]
    public void Mutations_of_real_files_are_survived()
    {
        var random = new Random(3);
        var files = Directory.EnumerateFiles(Vectors.Path("terraform/roots"), "*.tf", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Vectors.Path("terraform/roots"), "*.tf.json", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Vectors.Path("hcl/tests"), "*.hcl", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var original = File.ReadAllBytes(file);
            CheckAll(original);
            for (var round = 0; round < 4 && original.Length > 0; round++)
            {
                CheckAll(Mutate(original, random));
            }
        }
    }

    [Fact]
    public void Real_files_have_no_faults()
    {
        var files = Directory.EnumerateFiles(Vectors.Path("terraform/roots"), "*.tf", SearchOption.AllDirectories)
            .Where(file => !file.Contains("broken-", StringComparison.Ordinal))
            .ToList();
        var diagnostics = new DiagnosticBag();
        foreach (var file in files)
        {
            HclParser.ParseFile(new SourceText(file, File.ReadAllBytes(file)), diagnostics);
        }

        Assert.NotEmpty(files);
        Assert.Empty(diagnostics);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes.RemoveAt(at);
                    break;
                case 1:
                    bytes[at] = (byte)Alphabet[random.Next(40)];
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(s_words[random.Next(s_words.Length)]));
                    break;
                default:
                    bytes.RemoveRange(at, Math.Min(random.Next(60), bytes.Count - at));
                    break;
            }
        }

        return [.. bytes];
    }

    private static void CheckAll(byte[] bytes)
    {
        var source = new SourceText("fuzz", bytes);
        var diagnostics = new DiagnosticBag();
        SyntaxDump.OfFile(HclParser.ParseFile(source, diagnostics), diagnostics);
        CheckSpans(diagnostics, source);

        CheckExpression(HclParser.ParseExpression, source);
        CheckExpression(HclParser.ParseTemplate, source);
        diagnostics = new DiagnosticBag();
        HclParser.ParseTraversal(source, diagnostics);
        var json = HclParser.ParseJsonFile(source, diagnostics);
        json.Body.GetAttributes(diagnostics).ToList().ForEach(attribute => SyntaxDump.OfExpression(attribute.Expression));
        CheckSpans(diagnostics, source);
    }

    private static void CheckExpression(Func<SourceText, DiagnosticBag, HclExpression> parse, SourceText source)
    {
        var diagnostics = new DiagnosticBag();
        var dump = SyntaxDump.OfExpression(parse(source, diagnostics));
        CheckSpans(diagnostics, source);
        Assert.True(diagnostics.Count > 0 || !dump.Contains("Invalid  ‹", StringComparison.Ordinal), dump);
    }

    private static void CheckSpans(DiagnosticBag diagnostics, SourceText source) =>
        Assert.All(diagnostics, diagnostic => Assert.True(diagnostic.Span.End <= source.Length, diagnostic.ToString()));
}
