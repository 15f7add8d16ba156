using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Kubernetes;

/// <summary>Takes the objects out of a file's documents; a <c>List</c> of any kind is taken apart.</summary>
internal sealed class ManifestObjects(KubernetesDocument document, EstateScope scope, DiagnosticBag diagnostics)
{
    private const string Provider = "kubernetes";
    private const string ListSuffix = "List";

    private readonly List<ResourceChange> _changes = [];

    public static bool IsObject(Value? value) => value is ObjectValue item && TextAt(item, "apiVersion") is not null && TextAt(item, "kind") is not null;

    /// <summary>What the items of a list take from it where they leave it out; null for what is no list.</summary>
    public static (string ApiVersion, string Kind)? ItemsOf(ObjectValue item, string apiVersion, string kind) =>
        kind.EndsWith(ListSuffix, StringComparison.Ordinal) && item.Get("items") is not (null or NullValue)
            ? (kind == ListSuffix ? "" : apiVersion, kind[..^ListSuffix.Length])
            : null;

    public static string? TextAt(ObjectValue? item, string key) => (item?.Get(key) as StringValue)?.Value;

    public List<ResourceChange> Read(IReadOnlyList<Value> documents)
    {
        for (var i = 0; i < documents.Count; i++)
        {
            if (documents[i] is not NullValue)
            {
                Add(documents[i], new ValuePath(Value.Of(i)), "", "");
            }
        }

        return _changes;
    }

    /// <param name="apiVersion">What an item of a typed list, which leaves it out, takes from the list; empty elsewhere.</param>
    private void Add(Value value, ValuePath path, string apiVersion, string kind)
    {
        var item = value as ObjectValue;
        apiVersion = TextAt(item, "apiVersion") ?? apiVersion;
        kind = TextAt(item, "kind") ?? kind;
        if (item is null || apiVersion.Length == 0 || kind.Length == 0)
        {
            diagnostics.Add(KubernetesDiagnostics.NotAnObject(document.Source, document.Locate(path)));
        }
        else if (ItemsOf(item, apiVersion, kind) is var (innerVersion, innerKind))
        {
            AddItems(item.Get("items")!, path.Append("items"), innerVersion, innerKind);
        }
        else
        {
            AddObject(item, path, apiVersion, kind);
        }
    }

    private void AddItems(Value items, ValuePath path, string apiVersion, string kind)
    {
        if (items is not ArrayValue list)
        {
            diagnostics.Add(KubernetesDiagnostics.WrongShape(document.Source, document.Locate(path), "items", "a list"));
            return;
        }

        for (var i = 0; i < list.Count; i++)
        {
            Add(list[i], path.Append(i), apiVersion, kind);
        }
    }

    private void AddObject(ObjectValue item, ValuePath path, string apiVersion, string kind)
    {
        var metadata = item.Get("metadata");
        if (metadata is not (null or NullValue or ObjectValue))
        {
            diagnostics.Add(KubernetesDiagnostics.WrongShape(document.Source, document.Locate(path.Append("metadata")), "metadata", "an object"));
            return;
        }

        // Configuration of tools (Kustomization, AdmissionReview) has no name; a generated one has only its beginning.
        var named = metadata as ObjectValue;
        var name = TextAt(named, "name") ?? TextAt(named, "generateName") ?? "";
        _changes.Add(new ResourceChange
        {
            Id = new ResourceId(scope, ResourceAddress.Kubernetes(TypeOf(apiVersion, kind), TextAt(named, "namespace"), name)),
            Provider = Provider,
            Actions = ChangeActions.Create,
            AfterContent = new LazyValue(apiVersion == "v1" && kind == "Secret" ? SecretMarks.Mark(item) : item),
            Origin = new ValueOrigin(document, path),
            AfterPath = ValuePath.Root,
        });
    }

    private static string TypeOf(string apiVersion, string kind)
    {
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? kind : apiVersion[..(slash + 1)] + kind;
    }}
