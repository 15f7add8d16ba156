using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Mappings;
using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Catalog;

/// <summary>Reads the data file of a service (docs/guides/aws-services.md). The files are ours: a fault in one is a bug.</summary>
internal static class ServiceReader
{
    public static ServiceDefinition Read(string name, ReadOnlyMemory<byte> yaml)
    {
        var diagnostics = new DiagnosticBag();
        var documents = YamlReader.Read(new SourceText(name, yaml), diagnostics, YamlLimits.Default);
        if (diagnostics.HasErrors || documents is not [{ Value: ObjectValue file }])
        {
            throw new InvalidDataException($"{name}: {diagnostics.FirstOrDefault()?.ToString() ?? "not one object"}");
        }

        try
        {
            return Service(new Fields(file));
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }

    private static ServiceDefinition Service(Fields file)
    {
        var name = file.Text("service");
        var (protocol, jsonVersion) = Protocol(file.Text("protocol"));
        var endpoint = file.TextOr("endpoint", name);
        var signing = file.TextOr("signing", endpoint);
        var service = new ServiceDefinition(
            name,
            file.TextOr("id", name),
            protocol,
            jsonVersion,
            file.TextOr("version", ""),
            file.TextOr("target", ""),
            endpoint,
            signing,
            file.TextOr("actions", signing),
            Enum.Parse<ServiceScope>(file.TextOr("scope", "region"), ignoreCase: true),
            Hosts(file.Object("hosts")),
            file.Number("rate"),
            [.. file.Objects("once").Select(Detail)],
            [.. file.Objects("reads").Select(Reading)]);
        file.Done();
        return service;
    }

    private static ReadDefinition Reading(Fields read)
    {
        var definition = new ReadDefinition(
            Call(read),
            read.Expression("items") ?? throw new InvalidDataException("a read needs items"),
            read.Expression("when"),
            [.. read.Objects("details").Select(Detail)],
            [.. read.Objects("resources").Select(ResourceDefinition.Read)]);
        read.Done();
        return definition;
    }

    private static DetailDefinition Detail(Fields detail)
    {
        var definition = new DetailDefinition(
            Call(detail),
            detail.Text("as"),
            detail.Expression("items"),
            detail.Expression("key"),
            detail.Object("add") is { } add ? (ObjectMapping)Mapping.Read(add) : null,
            detail.TextOr("recursive", "false") == "true",
            detail.Expression("when"),
            detail.Object("batch") is { } batch ? ReadBatch(new Fields(batch)) : null,
            detail.Texts("absent").ToHashSet(StringComparer.Ordinal),
            [.. detail.Objects("details").Select(Detail)]);
        detail.Done();
        return definition;
    }

    private static Batch ReadBatch(Fields batch) =>
        new((int)(batch.Number("size") ?? 1), batch.Expression("of")!, batch.Expression("key")!);

    private static CallDefinition Call(Fields call)
    {
        var http = call.TextOr("http", "POST /").Split(' ', 2);
        var page = call.Object("page") is { } paging ? ReadPaging(new Fields(paging)) : null;
        return new(
            call.Text("call"),
            http[0],
            ((TemplateExpression)(http[1].Contains('{', StringComparison.Ordinal) ? ExpressionParser.Parse(http[1]) : new TemplateExpression([(http[1], null)]))).Pieces,
            (ObjectMapping)Mapping.Read(call.Object("with") ?? ObjectValue.Empty),
            Headers(call.Object("headers")),
            page,
            call.Expression("region"),
            [.. call.Texts("permission")]);
    }

    private static List<(string Name, Expression Value)> Headers(ObjectValue? headers) =>
        headers is null ? [] : [.. Enumerable.Range(0, headers.Count).Select(i => (((StringValue)headers.Keys[i]).Value, ExpressionParser.Parse(((StringValue)headers.Values[i]).Value)))];

    private static Paging ReadPaging(Fields page)
    {
        var more = page.Texts("more").ToList();
        var parameter = page.Texts("as").ToList();
        var paging = new Paging([.. more.Zip(parameter, (m, a) => (ExpressionParser.Parse(m), a))], page.Expression("while"));
        page.Done();
        return paging;
    }

    private static Dictionary<string, GlobalHost> Hosts(ObjectValue? hosts)
    {
        var result = new Dictionary<string, GlobalHost>(StringComparer.Ordinal);
        for (var i = 0; i < (hosts?.Count ?? 0); i++)
        {
            var host = ((StringValue)hosts!.Values[i]).Value.Split(' ');
            result[((StringValue)hosts.Keys[i]).Value] = new(host[0], host[1]);
        }

        return result;
    }

    private static (AwsProtocol Protocol, string JsonVersion) Protocol(string name) => name switch
    {
        "query" => (AwsProtocol.Query, ""),
        "ec2" => (AwsProtocol.Ec2, ""),
        "json-1.0" => (AwsProtocol.Json, "1.0"),
        "json-1.1" => (AwsProtocol.Json, "1.1"),
        "rest-json" => (AwsProtocol.RestJson, ""),
        "rest-xml" => (AwsProtocol.RestXml, ""),
        _ => throw new InvalidDataException($"{name} is no protocol"),
    };
}
