using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>What an admission webhook is asked about: <c>input.review</c>, and what a constraint's match needs of it.</summary>
internal sealed class AdmissionRequest
{
    private static readonly Value s_noResource = Value.Object(("group", Value.Of("")), ("version", Value.Of("")), ("resource", Value.Of("")));

    private AdmissionRequest(ObjectValue review, IReadOnlyList<AdmissionObject> objects, ObjectOrigin origin, ObjectValue? namespaceObject)
    {
        Objects = objects;
        Origin = origin;
        Namespace = PolicyObject.TextOf(review.Get("namespace"));
        NamespaceObject = namespaceObject;
        Review = namespaceObject is null ? review : review.With("_unstable", Value.Object(("namespace", namespaceObject)));
    }

    public ObjectValue Review { get; }

    /// <summary>The object and the old object, as far as there are any.</summary>
    public IReadOnlyList<AdmissionObject> Objects { get; }

    public ObjectOrigin Origin { get; }

    public string Namespace { get; }

    /// <summary>The Namespace that the object lies in, where it was given.</summary>
    public ObjectValue? NamespaceObject { get; }

    /// <summary>An object about to be created.</summary>
    public static AdmissionRequest Create(AdmissionObject item, ClusterObjects cluster, ObjectOrigin origin = ObjectOrigin.Original)
    {
        var kind = Value.Object(("group", Value.Of(item.Group)), ("version", Value.Of(item.Version)), ("kind", Value.Of(item.Kind)));
        var review = new ObjectBuilder(12);
        review.Set("object", item.Value);
        review.Set("operation", Value.Of("CREATE"));
        review.Set("kind", kind);
        if (item.Name.Length > 0)
        {
            review.Set("name", Value.Of(item.Name));
        }

        if (item.Namespace.Length > 0)
        {
            review.Set("namespace", Value.Of(item.Namespace));
        }

        return new AdmissionRequest(Complete(review), [item], origin, item.IsNamespace ? null : cluster.Namespace(item.Namespace));
    }

    /// <summary>An AdmissionReview written down; a reason where it is none.</summary>
    public static (AdmissionRequest? Request, string? Fault) Of(ObjectValue admissionReview, ClusterObjects cluster)
    {
        if (admissionReview.Get("request") is not ObjectValue request)
        {
            return (null, "the AdmissionReview has no request");
        }

        var review = new ObjectBuilder(12);
        review.SetAll(request);
        var (current, old) = (request.Get("object") as ObjectValue, request.Get("oldObject") as ObjectValue);
        if (PolicyObject.TextOf(request.Get("operation")) == "DELETE")
        {
            if (old is null)
            {
                return (null, "the AdmissionReview deletes and has no oldObject");
            }

            // As Gatekeeper does, so that policies find what is deleted where they look for it.
            review.Set("object", old);
            current = old;
        }

        AdmissionObject[] objects = [.. new[] { current, old }.OfType<ObjectValue>().Select(static o => new AdmissionObject(o))];
        if (objects.Length == 0)
        {
            return (null, "the AdmissionReview has neither object nor oldObject");
        }

        var space = PolicyObject.TextOf(request.Get("namespace")) is { Length: > 0 } named ? named : objects[0].Namespace;
        return (new AdmissionRequest(Complete(review), objects, ObjectOrigin.Original, objects[0].IsNamespace ? null : cluster.Namespace(space)), null);
    }

    public static bool IsReview(AdmissionObject item) => item is { Kind: "AdmissionReview", Group: "admission.k8s.io" };

    // What the webhook's JSON always holds, empty or not.
    private static ObjectValue Complete(ObjectBuilder review)
    {
        review.TryAdd(Value.Of("uid"), Value.Of(""));
        review.TryAdd(Value.Of("operation"), Value.Of(""));
        review.TryAdd(Value.Of("resource"), s_noResource);
        review.TryAdd(Value.Of("userInfo"), ObjectValue.Empty);
        review.TryAdd(Value.Of("object"), Value.Null);
        review.TryAdd(Value.Of("oldObject"), Value.Null);
        review.TryAdd(Value.Of("options"), Value.Null);
        return review.ToValue();
    }
}
