using Turnpike.Formats;
using Turnpike.Formats.Scanners;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Inventory.Scans;

/// <summary>The images that resources name in their attributes, whatever the type calls them.</summary>
internal static class ImageReader
{
    private const int MaxDepth = 64;
    private const string RunningImage = "turnpike/Image";

    private static readonly HashSet<string> s_types = new(StringComparer.Ordinal)
    {
        RunningImage, "Pod", "ReplicationController", "apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet", "batch/Job", "batch/CronJob", "argoproj.io/Rollout", "serving.knative.dev/Service",
        "aws_ecs_task_definition", "aws_lambda_function", "aws_ecr_repository", "aws_ecr_image", "aws_apprunner_service", "aws_batch_job_definition", "aws_sagemaker_model", "aws_codebuild_project",
        "azurerm_container_app", "azurerm_container_app_job", "azurerm_container_group", "azurerm_linux_web_app", "azurerm_linux_function_app",
        "google_cloud_run_service", "google_cloud_run_v2_service", "google_cloud_run_v2_job", "google_container_registry",
    };

    // What types call an image, or a list of them; Kubernetes objects of Terraform's provider say it as Kubernetes does.
    private static readonly HashSet<string> s_members = new(StringComparer.Ordinal) { "image", "images", "imageID", "image_uri", "image_identifier", "docker_image", "docker_image_name" };
    private static readonly HashSet<string> s_json = new(StringComparer.Ordinal) { "container_definitions", "container_properties" };

    public static bool MayNameImages(string type) => s_types.Contains(type) || type.StartsWith("kubernetes_", StringComparison.Ordinal);

    public static IReadOnlyList<ImageUse> Of(string type, Value attributes)
    {
        var found = new List<ImageUse>();
        switch (type)
        {
            case RunningImage:
                AddRunning(attributes, found);
                break;
            case "aws_ecr_repository":
                Add(attributes.TextAt("repository_url"), found, static i => new ImageUse(i, IsRepository: true));
                break;
            case "aws_ecr_image":
                Add($"{attributes.TextAt("repository_url") ?? attributes.TextAt("repository_name")}@{attributes.TextAt("image_digest")}", found, static i => new ImageUse(i));
                break;
            case "aws_lambda_function" when attributes.TextAt("package_type") == "Image":
                AddFunction(attributes, found);
                break;
            default:
                Walk(attributes, 0, isImage: false, found);
                break;
        }

        return [.. found.Distinct()];
    }

    // By the digest that it runs under, and by the references that containers name it by.
    private static void AddRunning(Value image, List<ImageUse> found)
    {
        var digest = ImageName.DigestOf(image.TextAt("metadata", "name"));
        foreach (var by in image.TextsAt("spec", "used_by").Select(static u => u.Split('/')))
        {
            var workload = by is [var space, var kind, var name] ? $"{kind}/{space}/{name}" : null;
            foreach (var reference in image.TextsAt("spec", "references").Concat(image.TextsAt("spec", "repositories")))
            {
                Add(reference, found, i => new ImageUse(i with { Digest = digest ?? i.Digest }, workload));
            }
        }
    }

    // Of a function that is an image, its code's hash is the digest that it runs, whatever its tag has become since.
    private static void AddFunction(Value function, List<ImageUse> found)
    {
        var digest = ImageName.DigestOf("sha256:" + function.TextAt("code_sha256"));
        if (ImageName.Parse(function.TextAt("image_uri")) is { } image)
        {
            found.Add(new ImageUse(image with { Digest = image.Digest ?? digest }));
        }
        else if (digest is not null)
        {
            found.Add(new ImageUse(new ImageName("", null, digest)));
        }
    }

    private static void Walk(Value value, int depth, bool isImage, List<ImageUse> found)
    {
        switch (value)
        {
            case StringValue text when isImage:
                Add(text.Value, found, static i => new ImageUse(i));
                break;
            case ArrayValue items when depth < MaxDepth:
                foreach (var item in items.Items)
                {
                    Walk(item, depth + 1, isImage, found);
                }

                break;
            case ObjectValue members when depth < MaxDepth:
                foreach (var (key, member) in members.EntriesAt())
                {
                    if (member is StringValue json && s_json.Contains(key))
                    {
                        Walk(JsonReader.Read(SourceText.From(key, json.Value), []) ?? Value.Null, depth + 1, isImage: false, found);
                    }
                    else if (key != "annotations")
                    {
                        Walk(member, depth + 1, s_members.Contains(key), found);
                    }
                }

                break;
        }
    }

    private static void Add(string? text, List<ImageUse> found, Func<ImageName, ImageUse> make)
    {
        if (ImageName.Parse(text) is { } image)
        {
            found.Add(make(image));
        }
    }
}
