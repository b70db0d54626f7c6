import { Landing } from "@/components/landing/landing";
import { TemplatePicture } from "@/components/landing/template-picture";
import { templatePictures } from "@/components/landing/template-pictures.data";

export default function LandingPage() {
  const pictures = Object.entries(templatePictures).map(([id, picture]) => [
    id,
    <TemplatePicture key={id} picture={picture} />,
  ]);
  return <Landing pictures={Object.fromEntries(pictures)} />;
}
