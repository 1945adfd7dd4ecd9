/** What an overlay makes of an image: another name, another tag, or a digest. */
export type ImageSetting = {
  readonly newName?: string;
  readonly newTag?: string;
  readonly digest?: string;
};

/** One entry of `images` of a kustomization. */
export type OverlayImage = ImageSetting & {
  /** The image as the manifests below call it. */
  readonly name: string;
};

/** A change of one entry of `images`. */
export type ImageEdit = {
  readonly name: string;
  /** Absent where there was no entry. */
  readonly from?: ImageSetting;
  /** Absent where the entry goes. */
  readonly to?: ImageSetting;
};
